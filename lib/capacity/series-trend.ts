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
    // Beyond what there is today a share is no share any more, and its axis would end at 100 %.
    unit: whatIf && row.unit === '%' && whatIf.limit > 100 ? null : row.unit,
    from: at - pastDays * dayMs,
    to: until,
    now: at,
    points: withGaps(history),
    forecast: { label: whatIf ? 'what if' : 'forecast', points: within(whatIf?.path ?? path) },
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
  if (row.limit === null) return `${past}.`
  const subject = whatIf
    ? `A limit of ${says(whatIf.limit)}, with ${whatIf.growth} % of the expected growth,`
    : `Its limit of ${says(row.limit)}`
  return `${past}. ${subject} ${limitClause(whatIf ?? row, zone, now)}.`
}

/** What a row says to those who do not see its picture; a limit that nobody can date is not one far away. Pure. */
export function spokenLimit(
  row: Expected & Pick<CapacityRow, 'resource' | 'limit'>,
  zone: string,
  now: Date,
): string {
  return row.limit === null
    ? `${row.resource}: no limit is known`
    : `${row.resource}: its limit ${limitClause(row, zone, now)}`
}

type Expected = Pick<CapacityRow, 'status' | 'earliest' | 'middle' | 'latest'>

/** "is reached between Wed 9 Dec and Wed 23 Dec", "is not reached within half a year". Pure. */
export function limitClause(expected: Expected, zone: string, now: Date): string {
  switch (expected.status) {
    case 'reached':
      return 'is reached already'
    case 'too-little-history':
    case 'no-data':
      return 'is reached at a time that is not known'
    case 'away':
      return 'moves further away'
    default:
      return expected.earliest === null
        ? 'is not reached within half a year'
        : `is reached ${expectation(expected, zone, now)}`
  }
}

/** "between Wed 9 Dec and Wed 23 Dec", "already", "not within half a year". Pure. */
export function expectation({ status, earliest, middle, latest }: Expected, zone: string, now: Date): string {
  if (status === 'reached') return 'already'
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return dateRange({ earliest: date(earliest), middle: date(middle), latest: date(latest) }, zone, now)
}
