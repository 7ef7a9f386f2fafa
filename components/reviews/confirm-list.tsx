import type { FormAction } from '@/components/ui/action-form'
import type { ConfirmPage, ConfirmRow } from '@/lib/reviews/view'
import { RowTitle, RowVerbs } from './confirm-row'
import { Facts, ShowStatement } from './data-says'
import { OutcomeMark } from './outcome-mark'

/** Lines that data, or the last answers, suggest: each with what it rests on, and its own act. */
export function ConfirmList({ page, action }: { page: ConfirmPage; action: FormAction }) {
  return (
    <ul className="rows">
      {page.rows.map((row) => (
        <li key={row.key} id={`row-${row.position}`} className="confirm-row" data-row="">
          <OutcomeMark state={row.suggestion.outcome} />
          <div>
            <p>
              <span className="muted num">{row.position}</span> <RowTitle reviewId={page.head.id} row={row} />
            </p>
            <p>
              <strong>{row.suggestion.label}</strong> <span className="muted small">{origin(row)}</span>
            </p>
            {row.suggestion.from === 'data' && (
              <p className="small">
                {row.suggestion.statement} <ShowStatement suggestion={row.suggestion} />
              </p>
            )}
            <Facts
              facts={row.suggestion.facts.filter(({ sentence }) => sentence !== row.suggestion.statement)}
            />
            {row.otherAnswer !== null && (
              <p className="small">
                {row.answeredBy} answered: <strong>{row.otherAnswer}</strong>
              </p>
            )}
          </div>
          <div className="confirm-verbs">
            {row.isConfirmed && <p className="muted small">confirmed by {row.answeredBy}</p>}
            {page.head.mayAnswer && <RowVerbs reviewId={page.head.id} row={row} action={action} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function origin({ suggestion, sameAs, isSameAsLast }: ConfirmRow): string {
  if (suggestion.from === 'last') return 'as it was answered last time; no data'
  if (sameAs) return `from data, same as ${sameAs}`
  return isSameAsLast ? 'from data, same as last time' : 'from data'
}
