import { capital } from '@/lib/format/sentences'
import type { ReviewTotals } from './list-store'

const are = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** The headline of the reviews: what is late, what waits, how far the quarter is. Pure. */
export function reviewsSentence(totals: ReviewTotals, quarter: string): string {
  const { systems, overdue, toSign, running, dueSoon, finishedThisQuarter } = totals
  if (systems === 0) return 'No systems yet, so nothing to review.'
  const waiting = [
    toSign > 0 ? are(toSign, 'review waits for a signature', 'reviews wait for a signature') : null,
    overdue > 0 ? are(overdue, 'system is overdue for review', 'systems are overdue for review') : null,
    running - toSign > 0 ? are(running - toSign, 'review is under way', 'reviews are under way') : null,
    overdue === 0 && dueSoon > 0 ? `${dueSoon} due within 30 days` : null,
  ].filter((part) => part !== null)
  const done = `${finishedThisQuarter} of ${are(systems, 'system', 'systems')} reviewed in ${quarter}`
  return waiting.length > 0 ? `${capital(waiting.join(', '))}; ${done}.` : `Nothing is due; ${done}.`
}
