import type { OccurrenceFact } from '@/lib/facts/system-facts'
import { formatMeasure } from '@/lib/format/measure'
import { type Fact, missing } from './define-fact'
import { countOf, daysSince, listed } from './words'

const windowDays = 90
const goodShare = 0.9
const poorShare = 0.7

/** Which share of the planned maintenance was done on time. */
export const tasksOnTime: Fact = {
  name: 'tasks.on-time',
  tells: 'which share of the task periods of 90 days was done on time: 90 % to pass, 70 % not to fail',
  read: (facts) => {
    const { now, tasks } = facts
    if (tasks.length === 0)
      return missing('No maintenance task is defined here, so nothing shows whether it is done.')
    const periods = tasks.flatMap((task) =>
      task.occurrences
        .filter(({ dueAt }) => daysSince(dueAt, now) <= windowDays)
        .filter((occurrence) => isOver(occurrence, now))
        .map((occurrence) => ({ task, isOnTime: occurrence.onTime === true && isDone(occurrence) })),
    )
    if (periods.length === 0) return missing(`No task was due within ${windowDays} days.`)
    const late = periods.filter(({ isOnTime }) => !isOnTime)
    const share = (periods.length - late.length) / periods.length
    const names = [...new Set(late.map(({ task }) => task))]
    return {
      outcome: share >= goodShare ? 'pass' : share >= poorShare ? 'warn' : 'fail',
      statement: `Of ${countOf(periods.length, 'period')} in ${windowDays} days, ${formatMeasure(Math.floor(100 * share), '%')} were done on time${names.length > 0 ? `; late or left out: ${listed(names.map(({ title, archivedAt }) => (archivedAt ? `${title} (archived)` : title)))}` : ''}.`,
      value: Math.round(100 * share),
      unit: '%',
      facts: names
        .slice(0, 12)
        .map(({ id, title }) => ({ sentence: `${title} was late or left out.`, href: `/tasks/${id}` })),
    }
  },
}

const isDone = ({ state }: OccurrenceFact): boolean => state === 'done' || state === 'done-with-problem'

/** Done, left out, or due and not done: what is still to come says nothing. */
const isOver = (occurrence: OccurrenceFact, now: Date): boolean =>
  isDone(occurrence) || occurrence.state === 'skipped' || occurrence.dueAt <= now
