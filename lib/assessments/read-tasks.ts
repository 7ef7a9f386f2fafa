import type { OccurrenceFact, SystemFacts, TaskFact } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { missing, type Reading } from './facts/define-fact'
import { dayOf } from './facts/words'

const worth = { fail: 0, unknown: 1, warn: 2, pass: 3 } as const

/**
 * What the record of these tasks says: how the last period went whose work should be done by now. Null where the
 * system has none of them; the worst decides. A task that was missing from the record for longer than one of its
 * periods, or is paused, is unknown. One that was archived says only what it left undone or late. Pure.
 */
export function readTasks(keys: readonly string[], facts: SystemFacts): Reading | null {
  const readings = facts.tasks
    .filter(({ key }) => keys.includes(key))
    .flatMap((task) => {
      const reading = readTask(task, facts)
      const isBad = reading.outcome === 'warn' || reading.outcome === 'fail'
      return task.archivedAt === null || isBad ? [reading] : []
    })
    .toSorted((one, other) => worth[one.outcome] - worth[other.outcome])
  const [worst] = readings
  return worst ? { ...worst, facts: readings.flatMap((reading) => reading.facts) } : null
}

function readTask(task: TaskFact, facts: SystemFacts): Reading {
  const reading = judgeTask(task, facts)
  return { ...reading, facts: [{ sentence: reading.statement, href: `/tasks/${task.id}` }] }
}

function judgeTask(task: TaskFact, facts: SystemFacts): Reading {
  const { title } = task
  if (task.paused) return missing(`${title} is paused.`)
  const last = task.occurrences.find((occurrence) => isSettled(occurrence, facts.now))
  if (!last) return missing(`${title} has no finished period yet.`)
  const period = last.periodEnd.getTime() - last.periodStart.getTime()
  // At most the period that runs now is still open; more than that, and nobody keeps the record.
  if (facts.now.getTime() - last.periodEnd.getTime() > period)
    return missing(`${title} has no record since ${dayOf(facts, last.periodEnd)}.`)
  return judgePeriod(task, last, facts)
}

/** Over, one way or the other: done, left out, or due and not done. */
const isSettled = ({ state, dueAt }: OccurrenceFact, now: Date): boolean =>
  (state !== 'pending' && state !== 'in-progress') || dueAt <= now

function judgePeriod({ title, archivedAt }: TaskFact, last: OccurrenceFact, facts: SystemFacts): Reading {
  const { state, finishedAt, dueAt, onTime, provenByCheckId } = last
  if (state === 'skipped')
    return { outcome: 'fail', statement: `${title} was skipped in its last period.`, facts: [] }
  if (state === 'pending' || state === 'in-progress') {
    const late = formatDuration(((archivedAt ?? facts.now).getTime() - dueAt.getTime()) / 1_000)
    const statement = archivedAt
      ? `${title} was overdue by ${late} when it was archived.`
      : `${title} is overdue by ${late}.`
    return { outcome: 'fail', statement, facts: [] }
  }
  const when = finishedAt ? `on ${dayOf(facts, finishedAt)}` : 'in its last period'
  const by = provenByCheckId ? ', shown by a check' : ''
  if (state === 'done-with-problem')
    return { outcome: 'warn', statement: `${title} was done ${when}, with a problem.`, facts: [] }
  return onTime === false
    ? { outcome: 'warn', statement: `${title} was done ${when}, late${by}.`, facts: [] }
    : { outcome: 'pass', statement: `${title} was done ${when}, on time${by}.`, facts: [] }
}
