/**
 * The last second of a calendar day ("2026-11-30") in a time zone: what people mean by "due on Monday".
 * Null for anything that is no date. Days of 23 or 25 hours end when their clock says so.
 */
export function endOfDay(date: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const wanted = Date.UTC(year, month - 1, day, 23, 59, 59)
  if (new Date(wanted).toISOString().slice(0, 10) !== date) return null
  // Twice, because the first guess may lie on the other side of a change of the clock.
  const guess = wanted - offsetMs(new Date(wanted), zone)
  return new Date(wanted - offsetMs(new Date(guess), zone))
}

/** The calendar day of an instant in a zone, as date fields want it: "2026-11-30". */
export function dayOf(at: Date, zone: string): string {
  return new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 10)
}

function offsetMs(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(at.getTime() / 1000) * 1000
}
