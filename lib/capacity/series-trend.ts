import type { TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure } from '@/lib/format/measure'
import { dateRange } from './date-range'
import type { PathStep } from './stored-forecast'
import type { CapacityRow, DayPoint, WhatIf } from './view'

const dayMs = 86_400_000
/** Longer than this without a value is a gap. */
const gapMs = 2.5 * dayMs
const pastDays = 90

interface Drawn {
  row: CapacityRow
  history: readonly DayPoint[]
  path: readonly PathStep[]
  whatIf?: WhatIf | null
  now: string
}

/** The picture of a series: its past, what is expected with its range, and its limit. Pure. */
export function seriesTrend({ row, history, path, whatIf = null, now }: Drawn, zone: string): TrendSpec {
  const at = Date.parse(now)
  const shown = whatIf ?? row
  const until = at + daysAhead(shown, at) * dayMs
  const within = (steps: readonly PathStep[]) => steps.filter(([when]) => when <= until)
  const limit = whatIf?.limit ?? row.limit
  return {
    name: `${row.resource} of ${row.systemName}`,
    unit: row.unit,
    from: at - pastDays * dayMs,
    to: until,
    now: at,
    points: withGaps(history),
    forecast: { label: whatIf ? 'what if' : 'forecast', points: within(whatIf?.path ?? path) },
    ...(whatIf
      ? {
          others: [
            { label: 'as forecast', points: within(path).map(([when, , middle]) => [when, middle] as const) },
          ],
        }
      : {}),
    limits:
      limit === null
        ? []
        : [
            {
              value: limit,
              label: `limit ${formatMeasure(limit, row.unit)}`,
              tone: 'fail',
              side: row.direction === 'up' ? 'above' : 'below',
            },
          ],
    zone,
    summary: summary(row, history, whatIf, zone, new Date(now)),
  }
}

/** Far enough to see the range, near enough to see the past beside it. */
function daysAhead(
  { earliest, middle, latest }: { earliest: string | null; middle: string | null; latest: string | null },
  now: number,
): number {
  const last = latest ?? (earliest && middle ? null : earliest)
  if (last === null) return earliest === null ? 90 : 180
  return Math.min(180, Math.max(45, Math.ceil(((Date.parse(last) - now) / dayMs) * 1.25)))
}

function withGaps(history: readonly DayPoint[]): TrendPoint[] {
  return history.flatMap(([at, value], index) => {
    const before = history[index - 1]
    return before && at - before[0] > gapMs
      ? [[at - 1, null] as const, [at, value] as const]
      : [[at, value] as const]
  })
}

function summary(
  row: CapacityRow,
  history: readonly DayPoint[],
  whatIf: WhatIf | null,
  zone: string,
  now: Date,
): string {
  const values = history.map(([, value]) => value)
  const says = (value: number) => formatMeasure(value, row.unit)
  const past =
    values.length === 0
      ? `${row.resource} of ${row.systemName}: nothing was measured in ${pastDays} days`
      : `${row.resource} of ${row.systemName} over ${pastDays} days: between ${says(Math.min(...values))} and ${says(Math.max(...values))}, now ${says(values.at(-1) ?? 0)}`
  const asked = whatIf
    ? ` With a limit of ${says(whatIf.limit)} and ${whatIf.growth} % of the expected growth it is reached `
    : ' The limit is reached '
  return `${past}.${row.limit === null ? '' : `${asked}${expectation(whatIf ?? row, zone, now)}.`}`
}

type Expected = Pick<CapacityRow, 'status' | 'earliest' | 'middle' | 'latest'>

/** "between Wed 9 Dec and Wed 23 Dec", "already", "not within half a year". Pure. */
export function expectation({ status, earliest, middle, latest }: Expected, zone: string, now: Date): string {
  if (status === 'reached') return 'already'
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return dateRange({ earliest: date(earliest), middle: date(middle), latest: date(latest) }, zone, now)
}
