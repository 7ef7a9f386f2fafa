import { gapWithinHour, parseCron } from './cron-times'
import type { TaskTier } from './schema'
import { nextSlot, slotsBetween, type Timetable } from './slots'

/** Nobody maintains more often than that; what must be looked at every minute is a check. */
const shortestGapMinutes = 60

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** What a plan is judged by besides its slots. */
export interface PlanFacts {
  anchor: 'scheduled' | 'completed'
  graceMinutes: number
}

/**
 * What is wrong with a schedule that has the right shape: one sentence per field of the form, none when it can
 * be planned. A schedule that would never fire is refused here, not discovered in a year.
 */
export function judgeSchedule(timetable: Timetable, plan: PlanFacts): Record<string, string> {
  const { schedule } = timetable
  if (schedule.type === 'cron') {
    const read = parseCron(schedule.expression)
    if ('error' in read)
      return {
        expression: `"${schedule.expression}" is no cron pattern: ${read.error}. A right one is "30 2 * * 1" (Mondays at 02:30).`,
      }
    // Before anything is walked through: a pattern of each minute of a month has 44,640 slots.
    const gap = gapWithinHour(schedule.expression)
    if (gap < shortestGapMinutes) return tooOften(schedule.type, gap)
  }
  if (schedule.type === 'yearly' && schedule.day !== 'last') {
    const length = monthLengths[schedule.month - 1] ?? 31
    if (schedule.day > length)
      return {
        day: `This month never has a day ${schedule.day}, so nothing would ever be due. Choose at most ${length}, e.g. ${length}, or "last".`,
      }
  }
  if (plan.anchor === 'completed' && schedule.type !== 'interval')
    return {
      anchor:
        'Counting from completion needs an interval, e.g. every 30 days. Choose one, or count from the schedule.',
    }
  const first = nextSlot(timetable, timetable.startsAt)
  if (!first) return { [fieldOf(schedule.type)]: never(timetable) }
  return judgeGaps(timetable, plan, first)
}

function judgeGaps(timetable: Timetable, plan: PlanFacts, first: Date): Record<string, string> {
  const gap = shortestGap(timetable, first)
  if (gap < shortestGapMinutes) return tooOften(timetable.schedule.type, gap)
  if (plan.graceMinutes > gap)
    return {
      graceMinutes: `The next one is due before this time is over. At most ${Math.floor(gap)} minutes, e.g. ${Math.floor(gap / 2)}.`,
    }
  return {}
}

const tooOften = (type: string, gap: number) => ({
  [fieldOf(type)]:
    `It would be due every ${gap} minutes. Maintenance is due once an hour at most, e.g. "0 * * * *"; what must be looked at more often is a check.`,
})

/** Slots that are looked at for the narrowest place: two weeks of a pattern that fires each hour, a year of one a day. */
const slotsLookedAt = 366

/** Minutes between two slots at the narrowest place of the coming year. */
function shortestGap(timetable: Timetable, first: Date): number {
  const year = new Date(first.getTime() + 366 * 86_400_000)
  const slots = slotsBetween(timetable, first, year, slotsLookedAt)
  let shortest = Number.POSITIVE_INFINITY
  slots.forEach((slot, index) => {
    const before = slots[index - 1]
    if (before) shortest = Math.min(shortest, (slot.getTime() - before.getTime()) / 60_000)
  })
  return shortest
}

const fieldOf = (type: string) => (type === 'cron' ? 'expression' : 'day')

function never({ schedule }: Timetable): string {
  const what = schedule.type === 'cron' ? `"${schedule.expression}"` : 'This schedule'
  return `${what} never fires: there is no such day. Write one that comes, e.g. ${schedule.type === 'cron' ? '"0 2 28 2 *" (28 February at 02:00)' : 'day 28'}.`
}

const tierRank: Readonly<Record<TaskTier, number>> = { daily: 0, weekly: 1, monthly: 2, quarterly: 3 }

/** Whether a task of one tier may wait for one of another: the rarer builds on the more frequent. */
export function mayFollow(follower: TaskTier, before: TaskTier): boolean {
  return tierRank[follower] >= tierRank[before]
}
