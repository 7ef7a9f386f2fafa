import type { FindingFact, OccurrenceFact, SystemFacts, TaskFact } from '@/lib/facts/system-facts'
import { isEnded } from '@/lib/findings/finding-state'
import { defineRule } from '../define-rule'
import { type ClauseResult, clear, raised, unknown } from '../flag-reading'
import { isToDo, stillToDo } from '../still-to-do'
import { countOf, daysSince, listed, wholeDays } from '../words'

const noTasks =
  'No maintenance task is defined: nothing is planned, so nothing shows whether the work is put off.'
const noPeriod = 'No period of a task has begun yet: it cannot be said whether the work is put off.'

/**
 * Tells what the tasks show; unknown while there is nothing to look at. What was put off and then archived raises the
 * flag like any other, but only tasks that are planned can clear it.
 */
function ofTasks({ tasks }: SystemFacts, judge: (tasks: readonly TaskFact[]) => ClauseResult): ClauseResult {
  const result = judge(tasks)
  if (result.status === 'raised') return result
  const planned = tasks.filter(({ archivedAt }) => archivedAt === null)
  if (planned.length === 0) return unknown(noTasks)
  if (planned.every(({ occurrences }) => occurrences.length === 0)) return unknown(noPeriod)
  return result
}

/** "Vacuum", or "Vacuum, archived": its record still counts for a while. */
const nameOf = ({ title, archivedAt }: TaskFact) => (archivedAt ? `${title}, archived` : title)

const within = (occurrences: readonly OccurrenceFact[], now: Date, days: number) =>
  occurrences.filter(({ scheduledAt }) => daysSince(scheduledAt, now) <= days)

/** Periods that were skipped one after the other, newest first; one that is still to do does not count yet. */
function skippedRunning(occurrences: readonly OccurrenceFact[]): number {
  const settled = occurrences.filter((each) => !isToDo(each))
  const first = settled.findIndex(({ state }) => state !== 'skipped')
  return first === -1 ? settled.length : first
}

/**
 * How many of its own periods the oldest occurrence that is still to do is late; none: nothing is late. What was
 * archived grows no later than it was.
 */
function periodsLate(task: TaskFact, now: Date): { periods: number; days: number } | null {
  let worst: { periods: number; days: number } | null = null
  for (const { dueAt, periodStart, periodEnd } of stillToDo(task)) {
    const until = task.archivedAt ?? now
    if (dueAt >= until) continue
    const late = until.getTime() - dueAt.getTime()
    const periods = late / (periodEnd.getTime() - periodStart.getTime())
    if (!worst || periods > worst.periods) worst = { periods, days: daysSince(dueAt, until) }
  }
  return worst
}

// A red flag that is put off would keep itself raised: what it is about can be proved, its own date cannot.
const counts = ({ state, kind }: FindingFact) =>
  kind !== 'red-flag' && !isEnded(state) && state !== 'accepted'

/** "We will deal with it when it becomes a problem." */
export const postponed = defineRule({
  key: 'postponed',
  title: 'Maintenance put off',
  claim: 'Maintenance is planned: tasks are defined for this system.',
  proof: 'The tasks are done in their period, and dates that were given are kept.',
  clears:
    'Do the task that is put off and record its result, or change its schedule to one that is kept. Close a finding whose date was moved, or have its risk accepted. A task that was archived while it was put off counts for 90 days.',
  severity: 'medium',
  severityReason: 'What is put off again and again is not done.',
  isOnByDefault: true,
  verb: { label: 'Record a result', path: '/tasks' },
  thresholds: {
    snoozes: { label: 'Snoozes of one task', unit: 'times', initial: 3, min: 1, max: 50 },
    skips: { label: 'Periods skipped in a row', unit: 'times', initial: 2, min: 1, max: 20 },
    periodsLate: { label: 'Periods that a task may be overdue', unit: 'times', initial: 1, min: 0, max: 12 },
    dueMoves: { label: 'Times that a due date was moved', unit: 'times', initial: 2, min: 1, max: 20 },
    windowDays: { label: 'Counts cover', unit: 'days', initial: 90, min: 7, max: 365 },
  },
  clauses: [
    {
      key: 'snoozed',
      says: ({ snoozes, windowDays }) =>
        `A task was snoozed ${countOf(snoozes, 'time')} or more in ${windowDays} d`,
      judge: (facts, { snoozes, windowDays }) =>
        ofTasks(facts, (tasks) => {
          const put = tasks
            .map((task) => ({
              title: nameOf(task),
              times: within(task.occurrences, facts.now, windowDays).reduce(
                (sum, each) => sum + each.snoozeCount,
                0,
              ),
            }))
            .sort((a, b) => b.times - a.times)
          const over = put.filter(({ times }) => times >= snoozes)
          return over.length > 0
            ? raised(
                `Put off by snoozing in ${windowDays} d: ${listed(over.map(({ title, times }) => `${title} (${countOf(times, 'time')})`))}; the flag is raised from ${countOf(snoozes, 'time')} on.`,
              )
            : clear(`No task was snoozed ${countOf(snoozes, 'time')} in ${windowDays} d.`)
        }),
    },
    {
      key: 'skipped',
      says: ({ skips }) => `A task was skipped in its last ${skips === 1 ? 'period' : `${skips} periods`}`,
      judge: (facts, { skips, windowDays }) =>
        ofTasks(facts, (tasks) => {
          const over = tasks
            .map((task) => ({
              title: nameOf(task),
              running: skippedRunning(within(task.occurrences, facts.now, windowDays)),
            }))
            .filter(({ running }) => running >= skips)
          return over.length > 0
            ? raised(
                `Skipped ${skips === 1 ? 'last time' : 'running'}: ${listed(over.map(({ title, running }) => `${title} (${countOf(running, 'period')})`))}.`,
              )
            : clear(`No task was skipped ${countOf(skips, 'period')} running.`)
        }),
    },
    {
      key: 'overdue',
      says: ({ periodsLate: limit }) =>
        limit === 0
          ? 'A task is overdue'
          : `A task is overdue by more than ${countOf(limit, 'period')} of its own`,
      judge: (facts, { periodsLate: limit }) =>
        ofTasks(facts, (tasks) => {
          const over = tasks.flatMap((task) => {
            const late = task.paused ? null : periodsLate(task, facts.now)
            return late && late.periods > limit ? [{ title: nameOf(task), tier: task.tier, ...late }] : []
          })
          return over.length > 0
            ? raised(
                `Overdue by more than ${limit === 0 ? 'its time' : countOf(limit, 'period')}: ${listed(over.map(({ title, tier, days }) => `${title} (${tier}, ${wholeDays(days)} late)`))}.`,
              )
            : clear(`No task is overdue by more than ${countOf(limit, 'period')}.`)
        }),
    },
    {
      key: 'due-moved',
      says: ({ dueMoves }) =>
        `The due date of an open finding was moved ${countOf(dueMoves, 'time')} or more`,
      judge: ({ findings }, { dueMoves }) => {
        const over = findings.filter((finding) => counts(finding) && finding.dueMovedCount >= dueMoves)
        return over.length > 0
          ? raised(
              `Dates moved: ${listed(over.map(({ number, dueMovedCount }) => `F-${number} (${countOf(dueMovedCount, 'time')})`))}; the flag is raised from ${countOf(dueMoves, 'time')} on.`,
            )
          : clear(`No open finding had its date moved ${countOf(dueMoves, 'time')}.`)
      },
    },
  ],
})
