import type { ReactNode } from 'react'
import type { Verdict } from '@/lib/checks/verdict'
import { type Shape, StateShape } from './state-shape'

/** What a badge can show: a verdict, or what stands in its place. */
export type BadgeState = Verdict | 'paused' | 'accepted' | 'never'

const shapes: Readonly<Record<BadgeState, Shape>> = {
  fail: 'fail',
  warn: 'warn',
  unknown: 'unknown',
  never: 'unknown',
  ok: 'ok',
  'not-applicable': 'off',
  paused: 'off',
  accepted: 'accepted',
}

/** The one word for each state; the same on every page, in mail and on paper. */
export const stateWords: Readonly<Record<BadgeState, string>> = {
  fail: 'Failing',
  warn: 'Warning',
  unknown: 'Unknown',
  never: 'Not yet run',
  ok: 'Passing',
  'not-applicable': 'Not applicable',
  paused: 'Paused',
  accepted: 'Risk accepted',
}

/** Shape, word, colour. `word` says more than the default: "2 failing", "No data for 26 h". */
export function VerdictBadge({ verdict, word }: { verdict: BadgeState; word?: ReactNode }) {
  const shape = shapes[verdict]
  return (
    <span className={`st st-${shape}`}>
      <StateShape shape={shape} />
      <span>{word ?? stateWords[verdict]}</span>
    </span>
  )
}
