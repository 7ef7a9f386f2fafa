import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PreventionForm } from '@/components/incidents/prevention-form'
import { PageHeader } from '@/components/ui/page-header'
import { ViewTabs } from '@/components/ui/view-tabs'
import { getPreventionChoices } from '@/lib/incidents/form-service'
import { preventionQuery, preventionWays } from '@/lib/incidents/schema'
import { wayNames } from '@/lib/incidents/view'
import { addPreventionAction } from '../../actions'

export const metadata: Metadata = { title: 'Add a prevention' }

interface Props {
  params: Promise<{ number: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function PreventPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const choices = await getPreventionChoices(viewer, Number((await params).number))
  const query = preventionQuery.parse(await searchParams)
  const { incident, mayWriteQuestions } = choices
  const path = `/incidents/${incident.number}/prevent`
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/incidents/${incident.number}`}>I-{incident.number}</Link> · {incident.system}
          </>
        }
        headline={`What would have prevented “${incident.title}”?`}
        lead={`${wayNames[query.how].label}. ${wayNames[query.how].hint}`}
      />
      <ViewTabs
        label="Ways of preventing"
        tabs={preventionWays
          .filter((how) => how !== 'new-control' || mayWriteQuestions)
          .map((how) => ({
            href: `${path}?how=${how}`,
            label: wayNames[how].label,
            isCurrent: how === query.how,
          }))}
      />
      <PreventionForm key={query.how} choices={choices} query={query} action={addPreventionAction} />
    </>
  )
})
