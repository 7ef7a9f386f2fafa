import type { ReactNode } from 'react'
import { type Shape, StateShape } from '@/components/checks/state-shape'
import { type OccurrenceStatus, statusNames } from '@/lib/tasks/view'

const shapes: Readonly<Record<OccurrenceStatus, Shape>> = {
  overdue: 'fail',
  missed: 'fail',
  due: 'warn',
  upcoming: 'off',
  done: 'ok',
  'done-with-problem': 'warn',
  skipped: 'off',
  paused: 'off',
}

/** The shape of a status, where there is no room for a badge. */
export const occurrenceShape = (status: OccurrenceStatus): Shape => shapes[status]

/** How an occurrence stands: shape, word, colour. `word` says more than the plain status. */
export function OccurrenceBadge({ status, word }: { status: OccurrenceStatus; word?: ReactNode }) {
  const shape = shapes[status]
  return (
    <span className={`st st-${shape}`}>
      <StateShape shape={shape} />
      <span>{word ?? statusNames[status]}</span>
    </span>
  )
}
