import type { BadgeState } from '@/components/checks/verdict-badge'
import type { DrillReport, MeasuredTime } from '@/lib/drills/drill-report'
import { formatDuration } from '@/lib/format/moment'

/** Whether a measured time is within what is declared; what nobody measured or declared is not known. Pure. */
export function measuredState({ isMet }: MeasuredTime): { verdict: BadgeState } {
  if (isMet === null) return { verdict: 'unknown' }
  return { verdict: isMet ? 'ok' : 'fail' }
}

/** "11 min of 1 h allowed", "2 h, 1 h allowed", "11 min, nothing declared", "not known". Pure. */
export function measuredText({ seconds, declaredSeconds, isMet }: MeasuredTime): string {
  if (seconds === null)
    return declaredSeconds === null ? 'not known' : `not known, ${formatDuration(declaredSeconds)} allowed`
  if (declaredSeconds === null) return `${formatDuration(seconds)}, no limit declared`
  return isMet === false
    ? `${formatDuration(seconds)}, only ${formatDuration(declaredSeconds)} allowed`
    : `${formatDuration(seconds)} of ${formatDuration(declaredSeconds)} allowed`
}

/** The recovery time of a restore; one that did not pass brought nothing back in any time. Pure. */
export function recoveryTime({ result, rto }: Pick<DrillReport, 'result' | 'rto'>): {
  verdict: BadgeState
  word: string
} {
  if (result === 'pass') return { ...measuredState(rto), word: measuredText(rto) }
  const { seconds, declaredSeconds } = rto
  const ended = seconds === null ? 'not reached' : `not reached, it ended after ${lengthOf(seconds)}`
  return {
    verdict: 'unknown',
    word: declaredSeconds === null ? ended : `${ended}; ${formatDuration(declaredSeconds)} allowed`,
  }
}

/** A length of time in which what took less than a second is not nothing. Pure. */
export const lengthOf = (seconds: number) => (seconds < 1 ? 'under 1 s' : formatDuration(seconds))
