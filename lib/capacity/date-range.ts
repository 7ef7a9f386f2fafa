import { formatDay } from '@/lib/format/moment'

type Instant = Date | number | null

const dateOf = (at: Instant) => (at === null ? null : new Date(at))

/** What a forecast says about the date. */
export interface DateEdges {
  earliest: Instant
  middle: Instant
  latest: Instant
}

/**
 * The dates of a forecast inside a sentence: "between Wed 9 Dec and Wed 23 Dec", "on Mon 14 Dec",
 * "on Wed 9 Dec at the earliest". Days in the zone of the reader. Pure.
 */
export function dateRange(edges: DateEdges, zone: string, now: Date): string {
  const [earliest, middle, latest] = [edges.earliest, edges.middle, edges.latest].map(dateOf)
  if (!earliest) return 'not within half a year'
  const day = (at: Date) => formatDay(at, zone, now)
  if (latest)
    return day(earliest) === day(latest)
      ? `on ${day(earliest)}`
      : `between ${day(earliest)} and ${day(latest)}`
  if (middle) return `about ${day(middle)}, ${day(earliest)} at the earliest`
  return `on ${day(earliest)} at the earliest`
}
