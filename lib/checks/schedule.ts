/** The slot that a claimed check executes now, and what was not executed before it. */
export interface SlotPlan {
  scheduledFor: Date
  /** Slots before it that nobody executed. */
  missed: number
  firstMissed: Date | null
  lastMissed: Date | null
  nextDueAt: Date
}

/**
 * Milliseconds by which a check's grid is shifted, from its id: checks with the same interval spread
 * evenly over it instead of all starting at the full minute.
 */
export function phaseMs(checkId: string, intervalSeconds: number): number {
  const tail = Number.parseInt(checkId.slice(-8), 16)
  return Math.floor((tail / 0x1_0000_0000) * intervalSeconds * 1000)
}

/** First slot of the check's grid strictly after an instant. Counted in seconds of UTC, so no DST. */
export function nextSlotAfter(checkId: string, intervalSeconds: number, after: Date): Date {
  const interval = intervalSeconds * 1000
  const phase = phaseMs(checkId, intervalSeconds)
  return new Date((Math.floor((after.getTime() - phase) / interval) + 1) * interval + phase)
}

/**
 * Which slot to execute for a check that is due: the latest one only. Slots are the instant it became
 * due (which "run now" may have put between two slots) and every slot of its grid after that.
 * `resumedAt` is the end of a pause: nothing before it counts as missed.
 */
export function planSlot(input: {
  checkId: string
  intervalSeconds: number
  dueAt: Date
  now: Date
  resumedAt?: Date | null
}): SlotPlan {
  const { checkId, intervalSeconds, now } = input
  const dueAt = input.resumedAt && input.resumedAt > input.dueAt ? input.resumedAt : input.dueAt
  const interval = intervalSeconds * 1000
  const next = nextSlotAfter(checkId, intervalSeconds, dueAt)
  if (next > now)
    return { scheduledFor: dueAt, missed: 0, firstMissed: null, lastMissed: null, nextDueAt: next }

  const skipped = Math.floor((now.getTime() - next.getTime()) / interval)
  const scheduledFor = new Date(next.getTime() + skipped * interval)
  return {
    scheduledFor,
    missed: skipped + 1,
    firstMissed: dueAt,
    lastMissed: skipped > 0 ? new Date(scheduledFor.getTime() - interval) : dueAt,
    nextDueAt: new Date(scheduledFor.getTime() + interval),
  }
}
