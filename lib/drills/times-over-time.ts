import type { TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'

/** What one restore that succeeded measured, in seconds. */
export interface MeasuredTimes {
  startedAt: Date
  /** How long it took. */
  durationSeconds: number
  /** How far the newest data were behind; null: not known. */
  dataLossSeconds: number | null
}

/** What the system is to be brought back by; null: nothing is declared. */
interface Declared {
  rtoMinutes: number | null
  rpoMinutes: number | null
}

const say = sentencesOf({
  took: '{count} restores since {day} took {spread}, the newest {last}; {declared, select, none {no time is declared for it (RTO).} other {{declared} are declared (RTO){over, plural, =0 {.} one {, and one took longer.} other {, and # took longer.}}}}',
  lost: '{count} restores since {day} were behind by {spread}, the newest by {last}; {declared, select, none {no loss is declared as tolerable (RPO).} other {{declared} are declared as tolerable (RPO){over, plural, =0 {.} one {, and one was behind by more.} other {, and # were behind by more.}}}}',
})

const seconds = (value: number) => formatMeasure(value, 's')

/** Restores of one day are no time over which something grew. */
const shortestMs = 86_400_000

/**
 * Recovery time and data loss of restores over time, each with its limit as a line; a picture of less than a day is
 * none. `restores`: oldest first. Pure.
 */
export function timesOverTime(
  restores: readonly MeasuredTimes[],
  { rtoMinutes, rpoMinutes }: Declared,
  { zone, now }: { zone: string; now: Date },
): TrendSpec[] {
  const picture = (
    name: string,
    sentence: 'took' | 'lost',
    minutes: number | null,
    measured: (restore: MeasuredTimes) => number | null,
  ): TrendSpec[] => {
    const points = restores.flatMap((restore): [number, number][] => {
      const value = measured(restore)
      return value === null ? [] : [[restore.startedAt.getTime(), value]]
    })
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last || last[0] - first[0] < shortestMs) return []
    const values = points.map(([, value]) => value)
    const [low, high] = [Math.min(...values), Math.max(...values)].map(seconds)
    const limit = minutes === null ? null : minutes * 60
    return [
      {
        name,
        unit: 's',
        from: first[0],
        to: now.getTime(),
        points: points satisfies TrendPoint[],
        // From nothing on: half the height is half the time.
        sharedRange: [0, Math.max(...values)],
        limits: limit === null ? [] : [{ value: limit, label: `declared ${seconds(limit)}`, tone: 'fail' }],
        zone,
        summary: say(sentence, {
          count: points.length,
          day: formatDay(new Date(first[0]), zone, now),
          spread: low === high ? `${low}` : `${low} to ${high}`,
          last: seconds(last[1]),
          declared: limit === null ? 'none' : seconds(limit),
          over: limit === null ? 0 : values.filter((value) => value > limit).length,
        }),
      },
    ]
  }
  return [
    ...picture('Recovery time', 'took', rtoMinutes, ({ durationSeconds }) => durationSeconds),
    ...picture('Data lost', 'lost', rpoMinutes, ({ dataLossSeconds }) => dataLossSeconds),
  ]
}
