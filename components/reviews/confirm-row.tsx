'use client'

import Link from 'next/link'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import type { ConfirmRow as Row } from '@/lib/reviews/view'

interface RowVerbsProps {
  reviewId: string
  row: Row
  action: FormAction
}

/** Tick one line, take it back, or disagree on its own page. There is no tick for all. */
export function RowVerbs({ reviewId, row, action }: RowVerbsProps) {
  const values = {
    reviewId,
    controlKey: row.key,
    position: String(row.position),
    revision: String(row.revision),
  }
  const about = `question ${row.position}`
  if (row.isConfirmed)
    return (
      <VerbForm
        action={action}
        verb="Take back"
        label={`Take back ${about}`}
        values={{ ...values, verdict: 'take-back' }}
      />
    )
  return (
    <div className="actions">
      {row.otherAnswer === null && (
        <VerbForm
          action={action}
          verb="Confirm"
          label={`Confirm ${about}`}
          values={{ ...values, verdict: 'confirm' }}
        />
      )}
      <LinkButton href={`/reviews/${reviewId}/q/${row.position}`} aria-label={`Disagree on ${about}`}>
        {row.otherAnswer === null ? 'Disagree' : 'Change'}
      </LinkButton>
    </div>
  )
}

/** The way to the question itself. */
export function RowTitle({ reviewId, row }: { reviewId: string; row: Row }) {
  return (
    <Link href={`/reviews/${reviewId}/q/${row.position}`} prefetch={false}>
      {row.question}
    </Link>
  )
}
