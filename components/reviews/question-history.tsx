import { Moment } from '@/components/ui/moment'
import type { QuestionPage } from '@/lib/reviews/view'

/** Everything that was said to a question in this review, also what was not kept: nothing is lost. */
export function QuestionHistory({ page, zone }: { page: QuestionPage; zone: string }) {
  const { said, head } = page
  if (said.length === 0) return null
  return (
    <details className="disclosure">
      <summary>What was said so far ({said.length})</summary>
      <ol className="log">
        {said.map(({ at, by, label, note, isKept }) => (
          <li key={`${at} ${by} ${label} ${isKept}`}>
            <Moment at={at} zone={zone} now={head.now} />
            <span>
              {by}: {label}
              {note && ` (${note})`}
              {!isKept && <span className="muted">, not kept: another answer counts</span>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Where the question comes from: what was said last time, and whether it is to be shown again. */
export function QuestionContext({ page }: { page: QuestionPage }) {
  const { previous, isSameAsLast, isReproof, suggestion } = page
  return (
    <>
      {isReproof && previous && (
        <p className="evidence">
          <strong>To be shown again.</strong> In {previous.when}
          {previous.by && `, ${previous.by}`} said “{previous.label}”. Chance has chosen this answer, one in
          five: attach what shows that it is still so.
        </p>
      )}
      {!isReproof && previous && suggestion?.from !== 'last' && (
        <p className="muted small">
          {isSameAsLast ? `Same as ${previous.when}: ` : `In ${previous.when}: `}
          {previous.label}
          {previous.by && `, ${previous.by}`}
        </p>
      )}
    </>
  )
}
