import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { Comparison } from '@/components/checklists/comparison'
import { PublishForm } from '@/components/checklists/publish-form'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getPublishPage, saysNothingNew } from '@/lib/checklists/draft-service'
import { answersThatEnd, carryOverSentence, comparisonWords } from '@/lib/checklists/sentences'
import type { PublishPage } from '@/lib/checklists/view'
import { Problem } from '@/lib/problem'
import { publishDraftAction } from '../../actions'
import { factNames } from '../../fact-names'

interface Props {
  params: Promise<{ key: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Publish ${(await params).key}` }
}

export default pageDoor(async function PublishChecklistPage({ params }: Props) {
  const viewer = await requireViewer()
  const { key } = await params
  const page = await getPublishPage(viewer, key, factNames).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'invalid') return error
    throw error
  })
  return page instanceof Problem ? <Unfinished checklistKey={key} problem={page} /> : <Preview page={page} />
})

function Preview({ page }: { page: PublishPage }) {
  const { key, comparison, answers, notes } = page
  const ending = answersThatEnd(comparison, answers)
  const kept = comparison.changed.filter(({ carriesOver }) => carriesOver)
  const keptAnswers =
    Object.values(answers).reduce((sum, count) => sum + count, 0) -
    ending -
    comparison.removed.reduce((sum, { key: gone }) => sum + (answers[gone] ?? 0), 0)
  return (
    <>
      <PageHeader
        meta={<Trail checklistKey={key} title={page.title} />}
        headline={`Version ${page.number} of ${page.title} ${comparisonWords(comparison)}`}
        lead={
          page.published === null
            ? 'It is the first version. Nobody is asked before it counts for a system.'
            : `${carryOverSentence(ending, keptAnswers)} It counts for ${page.systems} ${page.systems === 1 ? 'system' : 'systems'}; ${comparison.unchanged + kept.length} questions keep their answers.`
        }
        actions={<LinkButton href={`/checklists/${key}/edit`}>Back to the text</LinkButton>}
      />
      <Comparison comparison={comparison} answers={page.published === null ? undefined : answers} />
      {notes.length > 0 && (
        <Section title="Worth a look" count={notes.length}>
          <ul className="notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Publish" id="publish">
        {saysNothingNew(page) ? (
          <p className="sec-note">
            The draft asks what version {page.published} asks: there is nothing to publish.
          </p>
        ) : (
          <>
            <p className="sec-note">
              A published version never changes again
              {page.published === null ? '.' : `; version ${page.published} is retired and stays readable.`}
            </p>
            <PublishForm
              action={publishDraftAction}
              checklistKey={key}
              revision={page.revision}
              number={page.number}
            />
          </>
        )}
      </Section>
    </>
  )
}

function Unfinished({ checklistKey, problem }: { checklistKey: string; problem: Problem }) {
  const lines = Object.values(problem.fields)
  return (
    <>
      <PageHeader
        meta={<Trail checklistKey={checklistKey} title={checklistKey} />}
        headline="This draft cannot be published yet"
        lead={lines.length > 0 ? 'Its text has errors.' : problem.message}
        actions={
          <LinkButton href={`/checklists/${checklistKey}/edit`} variant="primary">
            Mend the text
          </LinkButton>
        }
      />
      {lines.length > 0 && (
        <FormMessage>
          {lines[0]}
          {lines.length > 1 && ` And ${lines.length - 1} more lines.`}
        </FormMessage>
      )}
    </>
  )
}

function Trail({ checklistKey, title }: { checklistKey: string; title: string }) {
  return (
    <>
      <Link href="/checklists">Checklists</Link> · <Link href={`/checklists/${checklistKey}`}>{title}</Link>
    </>
  )
}
