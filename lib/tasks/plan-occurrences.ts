import { nextSlot, slotAfterCompletion, slotsBetween, type Timetable } from './slots'

/** Days ahead that are always planned: this month and the next. */
export const plannedAheadDays = 62

/** Planned in steps of some days, so that a daily task is not touched every day. */
export const planStepDays = 8

/** Most periods of a task planned at a time; who was away for years catches up in several steps. */
export const longestPlan = 100

/** What the plan of one task follows from. */
export interface PlanInput {
  timetable: Timetable
  anchor: 'scheduled' | 'completed'
  graceMinutes: number
  /** First slot without an occurrence; null: nothing is planned yet. */
  plannedUntil: Date | null
  /** Its last pause. */
  pause: { from: Date; until: Date } | null
  /** Of tasks that count from completion: an occurrence is open. */
  hasOpen: boolean
  /** Of tasks that count from completion: when the last one ended. */
  lastFinishedAt: Date | null
}

export interface PlannedOccurrence {
  periodStart: Date
  periodEnd: Date
  scheduledAt: Date
  dueAt: Date
  inPause: boolean
}

export interface Plan {
  occurrences: PlannedOccurrence[]
  plannedUntil: Date | null
}

const dayMs = 86_400_000

/**
 * The occurrences that a task still lacks. Periods follow one another without a gap: each ends where the next
 * begins, whenever this is called and however long nobody called it. Asking again plans nothing twice.
 */
export function planOccurrences(input: PlanInput, now: Date): Plan {
  return input.anchor === 'completed' ? planFromCompletion(input, now) : planFromSchedule(input, now)
}

function planFromSchedule(input: PlanInput, now: Date): Plan {
  const { timetable } = input
  const from = input.plannedUntil ?? nextSlot(timetable, timetable.startsAt)
  if (!from) return { occurrences: [], plannedUntil: null }
  const horizon = new Date(now.getTime() + (plannedAheadDays + planStepDays) * dayMs)
  const slots = slotsBetween(timetable, from, horizon).slice(0, longestPlan)
  const last = slots.at(-1)
  const end = last ? nextSlot(timetable, new Date(last.getTime() + 1)) : from
  // A schedule fires for ever, or it was refused; cron could end after the year 9999.
  if (!end) return { occurrences: [], plannedUntil: from }
  return {
    occurrences: slots.map((slot, index) => occurrence(input, slot, slots[index + 1] ?? end)),
    plannedUntil: end,
  }
}

/** One open occurrence at a time; one that a pause leaves out is followed by the first after the pause. */
function planFromCompletion(input: PlanInput, now: Date): Plan {
  const { timetable, pause, lastFinishedAt } = input
  if (input.hasOpen) return { occurrences: [], plannedUntil: input.plannedUntil ?? now }
  const wanted = lastFinishedAt && slotAfterCompletion(timetable, lastFinishedAt)
  // New, or left out by a pause: due as soon as the clock shows the time.
  const slot = wanted && wanted >= now ? wanted : firstSlotFrom(timetable, now)
  const made: PlannedOccurrence[] = []
  let next: Date | null = slot
  while (next && made.length < 2) {
    const end = slotAfterCompletion(timetable, next)
    if (!end) break
    const each = occurrence(input, next, end)
    made.push(each)
    next = each.inPause && pause ? firstSlotFrom(timetable, pause.until) : null
  }
  const [first, second] = made
  if (first && second) first.periodEnd = second.periodStart
  return { occurrences: made, plannedUntil: made.at(-1)?.periodEnd ?? null }
}

const firstSlotFrom = (timetable: Timetable, from: Date): Date | null => {
  const startsAt = from > timetable.startsAt ? from : timetable.startsAt
  return nextSlot({ ...timetable, startsAt }, startsAt)
}

function occurrence({ graceMinutes, pause }: PlanInput, slot: Date, end: Date): PlannedOccurrence {
  const inPause = pause !== null && slot >= pause.from && slot < pause.until
  return {
    periodStart: slot,
    periodEnd: end,
    scheduledAt: slot,
    dueAt: new Date(Math.min(slot.getTime() + graceMinutes * 60_000, end.getTime())),
    inPause,
  }
}
