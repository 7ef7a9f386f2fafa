import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ReviewHead } from '@/lib/reviews/view'

/** Where we are: system, review, and what else there is to say. */
export function ReviewMeta({ head, children }: { head: ReviewHead; children?: ReactNode }) {
  return (
    <>
      <Link href={`/systems/${head.systemId}/reviews`} prefetch={false}>
        {head.systemName}
      </Link>{' '}
      ·{' '}
      <Link href={`/reviews/${head.id}`} prefetch={false}>
        {head.quarterName} review
      </Link>
      {children}
    </>
  )
}

/** How much is answered, as a line of ink. */
export function ReviewProgress({ head }: { head: ReviewHead }) {
  return (
    <progress
      className="review-progress"
      max={Math.max(1, head.total)}
      value={head.answered}
      aria-label="Questions answered"
    >
      {head.answered} of {head.total}
    </progress>
  )
}

/** Why nothing can be answered, where that is so. */
export function ClosedNotice({ head }: { head: ReviewHead }) {
  if (head.closedSentence === null) return null
  return (
    <p className="notice" role="status">
      <strong>{head.closedSentence}</strong>{' '}
      {head.state === 'closed' && (
        <Link href={`/reviews/${head.id}`} prefetch={false}>
          Its record
        </Link>
      )}
    </p>
  )
}
