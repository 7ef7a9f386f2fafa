import { formatNumber } from '@/lib/format/measure'
import type { TaskCounts } from './view'

type Counted = Pick<TaskCounts, 'overdue' | 'dueToday' | 'onTimeShare' | 'tasks'>

/** "2 overdue, 3 due today, 88 % on time over 90 days": the answer before the list. */
export function taskHeadline({ overdue, dueToday, onTimeShare, tasks }: Counted): string {
  if (tasks === 0) return 'No maintenance is planned here yet'
  const late = overdue === 0 ? 'Nothing overdue' : `${formatNumber(overdue)} overdue`
  const today = dueToday === 0 ? 'nothing due today' : `${formatNumber(dueToday)} due today`
  // Rounded down: 99.6 % on time is not 100 %.
  const kept = onTimeShare === null ? '' : `, ${Math.floor(onTimeShare)} % on time over 90 days`
  return `${late}, ${today}${kept}`
}
