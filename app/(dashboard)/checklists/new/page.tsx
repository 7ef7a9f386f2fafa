import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ImportForm } from '@/components/checklists/yaml-forms'
import { PageHeader } from '@/components/ui/page-header'
import { permitWriting } from '@/lib/checklists/draft-changes'
import { exampleChecklist } from '@/lib/checklists/example'
import { getCopy } from '@/lib/checklists/service'
import { importChecklistAction } from '../actions'

export const metadata: Metadata = { title: 'New checklist' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function NewChecklistPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  permitWriting(viewer)
  const { from } = await searchParams
  const copy = typeof from === 'string' ? await getCopy(viewer, from) : null
  return (
    <>
      <PageHeader
        meta={<Link href="/checklists">Checklists</Link>}
        headline={copy ? 'A copy to make a checklist of your own' : 'Write a checklist, or take one in'}
        lead="One YAML text holds a checklist. A new key makes a new checklist; the key of one that exists makes its next version. Nothing counts before you publish it."
      />
      <ImportForm action={importChecklistAction} initial={copy ?? ''} />
      <details className="disclosure">
        <summary>An example, with every field</summary>
        <pre className="yaml-example">{exampleChecklist}</pre>
      </details>
    </>
  )
})
