import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Cell, DataTable } from '@/components/ui/data-table'
import type { OverviewPage } from '@/lib/reviews/view'
import { answerState, OutcomeMark } from './outcome-mark'

const columns = [
  { key: 'question', title: 'Question' },
  { key: 'answer', title: 'Answer' },
  { key: 'suggested', title: 'Suggested' },
  { key: 'severity', title: 'Severity' },
  { key: 'by', title: 'By' },
]

/** All questions of a review with their answers; each leads to its page. */
export function QuestionList({ page }: { page: OverviewPage }) {
  return (
    <DataTable caption="Questions of this review" columns={columns}>
      {page.questions.map((question) => (
        <tr key={question.key} data-row="">
          <th scope="row">
            <span className="muted num">{question.position}</span>{' '}
            <Link href={`/reviews/${page.head.id}/q/${question.position}`} prefetch={false}>
              {question.question}
            </Link>
            {question.isReproof && <span className="muted small"> · to be shown again</span>}
          </th>
          <Cell label="Answer">
            <OutcomeMark state={answerState(question)} />{' '}
            {question.label && <span className="small answer-said">{question.label}</span>}
          </Cell>
          <Cell label="Suggested" short>
            {question.suggestion === null || question.suggestion.outcome === 'unknown' ? (
              <span className="muted">–</span>
            ) : question.suggestion.from === 'data' ? (
              'from data'
            ) : (
              'as last time'
            )}
          </Cell>
          <Cell label="Severity" short>
            <SeverityMark severity={question.severity} />
          </Cell>
          <Cell label="By" short>
            {question.answeredBy ?? <span className="muted">–</span>}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
