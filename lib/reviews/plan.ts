const day = 86_400_000

/** Days before the day of a review on which its preparation begins. */
export const prepareDaysBefore = 7

/** Days before the day of a review from which on it stands in the list. */
export const planDaysBefore = 30

/** How long the preparation waits for the checks to run. */
export const patienceMinutes = 60

/** When a system is due: its cadence after the last review was closed, or after it was added. Pure. */
export function reviewDue(system: { reviewedAt: Date | null; createdAt: Date; cadenceDays: number }): Date {
  return new Date((system.reviewedAt ?? system.createdAt).getTime() + system.cadenceDays * day)
}

/** Whether a review that is due then stands in the list by now. Pure. */
export function isPlannable(due: Date, now: Date): boolean {
  return now.getTime() >= due.getTime() - planDaysBefore * day
}

/** When the preparation of a review begins by itself. Pure. */
export function preparationStart(plannedFor: Date): Date {
  return new Date(plannedFor.getTime() - prepareDaysBefore * day)
}

/** The calendar quarter of an instant in a zone: "2026-Q4". Pure. */
export function quarterOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: 'numeric' })
    .formatToParts(at)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { year = 0, month = 1 } = Object.fromEntries(parts)
  return `${year}-Q${Math.ceil(month / 3)}`
}
