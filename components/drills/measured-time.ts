import type { BadgeState } from '@/components/checks/verdict-badge'
import type { MeasuredTime } from '@/lib/drills/drill-report'
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
