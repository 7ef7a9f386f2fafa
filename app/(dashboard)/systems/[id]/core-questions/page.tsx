import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AnswerNotice } from '@/components/assessments/answer-notice'
import { ProposalForm } from '@/components/assessments/core-entry-form'
import { CoreRows } from '@/components/assessments/core-rows'
import { SystemTabs } from '@/components/systems/system-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { coreQuestionWords } from '@/lib/assessments/core-findings'
import { coreHeadline } from '@/lib/assessments/core-headline'
import { getCoreQuestions } from '@/lib/assessments/core-questions'
import { getSystemHead } from '@/lib/overview/service'
import {
  addCoreEntryAction,
  addProposedEntriesAction,
  changeCoreEntryAction,
  endCoreEntryAction,
} from './actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const actions = { add: addCoreEntryAction, change: changeCoreEntryAction, end: endCoreEntryAction }

export const metadata: Metadata = { title: 'Core questions' }

export default pageDoor(async function CoreQuestionsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const [{ system }, view] = await Promise.all([getSystemHead(viewer, id), getCoreQuestions(viewer, id)])
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}`} prefetch={false}>
              {system.name}
            </Link>{' '}
            ·{' '}
            <Link href={`/systems/${id}/controls`} prefetch={false}>
              Controls
            </Link>{' '}
            · Core questions
          </>
        }
        headline={coreHeadline(view)}
        lead="Each entry names the check, question or task that watches it. One that nobody watches is a finding."
      />
      <SystemTabs systemId={id} current="controls" />
      <AnswerNotice search={await searchParams} />
      {view.editable && view.proposals.length > 0 && (
        <Section title="Watched already" id="proposals" count={view.proposals.length}>
          <ProposalForm
            proposals={view.proposals}
            words={coreQuestionWords}
            systemId={id}
            action={addProposedEntriesAction}
          />
        </Section>
      )}
      <CoreRows view={view} systemId={id} actions={actions} />
    </>
  )
})
