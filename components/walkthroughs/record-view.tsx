import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { coreQuestionWords } from '@/lib/assessments/core-findings'
import { outcomeNames } from '@/lib/walkthroughs/outcomes'
import type { WalkthroughRecord } from '@/lib/walkthroughs/view'

/** One person's path: what they answered, what they found, what confused them. */
export function RecordView({ record }: { record: WalkthroughRecord }) {
  return (
    <>
      <Questions record={record} />
      <Steps record={record} />
      <Section title="Own answers to the core questions" id="core">
        <DataTable
          caption="Own answers beside what is recorded"
          columns={[
            { key: 'question', title: 'Question' },
            { key: 'own', title: 'Their answer' },
            { key: 'recorded', title: 'Recorded now' },
          ]}
        >
          {record.core.map(({ question, own, recorded }) => (
            <tr key={question}>
              <th scope="row">{coreQuestionWords[question]}</th>
              <Cell label="Their answer">{own ?? <span className="muted">not yet</span>}</Cell>
              <Cell label="Recorded now">
                {recorded === null ? (
                  <span className="muted">shown once it is answered</span>
                ) : recorded.length > 0 ? (
                  recorded.join('; ')
                ) : (
                  <span className="muted">nothing</span>
                )}
              </Cell>
            </tr>
          ))}
        </DataTable>
      </Section>
      <Section title="What confused them" id="confusion">
        <p className="sec-body prose">
          {record.confusion || (
            <span className="muted">{record.finishedAt ? 'Nothing, they say.' : 'Asked at the end.'}</span>
          )}
        </p>
      </Section>
    </>
  )
}

function Questions({ record }: { record: WalkthroughRecord }) {
  return (
    <Section title="Questions" id="questions" count={`${record.firstTry} right at the first try`}>
      {record.questions.length === 0 && (
        <p className="sec-note">They are chosen when the walkthrough begins.</p>
      )}
      {record.questions.length > 0 && (
        <DataTable
          caption="Questions with every try"
          columns={[
            { key: 'question', title: 'Question' },
            { key: 'right', title: 'Right' },
            { key: 'tries', title: 'Tries' },
          ]}
        >
          {record.questions.map(({ key, text, right, tries, isRight, isWithdrawn }) => (
            <tr key={key}>
              <th scope="row">{text}</th>
              <Cell label="Right">{isRight ? right : isWithdrawn ? 'taken back' : 'not yet answered'}</Cell>
              <Cell label="Tries">{tries.length === 0 ? '–' : tries.join(' → ')}</Cell>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function Steps({ record }: { record: WalkthroughRecord }) {
  return (
    <Section title="Steps" id="steps">
      <DataTable
        caption="What came of each step"
        columns={[
          { key: 'step', title: 'Go and find' },
          { key: 'outcome', title: 'What came of it' },
          { key: 'finding', title: 'Finding' },
        ]}
      >
        {record.steps.map(({ task, outcome, comment, findingNumber }) => (
          <tr key={task}>
            <th scope="row">{task}</th>
            <Cell label="What came of it">
              {outcome ? outcomeNames[outcome] : <span className="muted">not yet</span>}
              {comment && `: ${comment}`}
            </Cell>
            <Cell label="Finding" short>
              {findingNumber === null ? (
                '–'
              ) : (
                <Link href={`/findings/${findingNumber}`} prefetch={false}>
                  F-{findingNumber}
                </Link>
              )}
            </Cell>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
