import type { ForecastPoint, TrendPoint, TrendSpec } from './trend-spec'

/** Beyond this, sums and differences of values are no numbers any more. */
const largest = 1e100
const otherLines = 3

/** Below this, differences of values are no numbers any more; it is zero on every screen. */
const smallest = 1e-100

/** Whether a value can be drawn at all. */
export const isUsable = (value: number) => Number.isFinite(value) && Math.abs(value) <= largest

/** A trend that can be drawn, and what had to be left out of it. */
export interface CleanTrend extends TrendSpec {
  left: readonly string[]
}

const drawable = (value: number) => (Math.abs(value) < smallest ? 0 : value)

interface Tally {
  noNumber: number
  ahead: number
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/** Every line of every chart, in order, inside the range, each time once, with numbers only. Pure. */
export function cleanTrend(spec: TrendSpec): CleanTrend {
  const from = isUsable(spec.from) ? spec.from : 0
  const to = isUsable(spec.to) && spec.to > from ? spec.to : from + 1
  const end = spec.now !== undefined && isUsable(spec.now) ? Math.min(to, spec.now) : to
  const tally: Tally = { noNumber: 0, ahead: 0 }
  const { band, compare, others, forecast, marks, now, ...rest } = spec
  const inside = ([at]: readonly [number, ...unknown[]]) => at >= from && at <= to
  return {
    ...rest,
    from,
    to,
    ...(now !== undefined && isUsable(now) ? { now } : {}),
    points: cleanPoints(spec.points, from, end, tally),
    ...(band ? { band: cleanBand(band, from, end) } : {}),
    ...(compare ? { compare: { ...compare, points: cleanPoints(compare.points, from, to, null) } } : {}),
    ...(others
      ? {
          others: others
            .slice(0, otherLines)
            .map((line) => ({ ...line, points: cleanPoints(line.points, from, end, tally) })),
        }
      : {}),
    ...(forecast
      ? { forecast: { ...forecast, points: forecast.points.filter(inside).flatMap(cleanStep).sort(byTime) } }
      : {}),
    ...(marks
      ? { marks: marks.filter(({ at }) => at >= from && at <= to).toSorted((a, b) => a.at - b.at) }
      : {}),
    limits: spec.limits
      .filter(({ value }) => isUsable(value))
      .map((limit) => (drawable(limit.value) === limit.value ? limit : { ...limit, value: 0 })),
    left: whatWasLeft(tally),
  }
}

const byTime = (a: readonly [number, ...unknown[]], b: readonly [number, ...unknown[]]) => a[0] - b[0]

function cleanPoints(
  points: readonly TrendPoint[],
  from: number,
  end: number,
  tally: Tally | null,
): TrendPoint[] {
  const kept: TrendPoint[] = []
  for (const [at, value] of points) {
    const isNumber = value === null || isUsable(value)
    if (!isUsable(at) || !isNumber) {
      if (tally) tally.noNumber += 1
      // A value that cannot be drawn is a gap at its time, not a straight line over it.
      if (isUsable(at) && at >= from && at <= end) kept.push([at, null])
    } else if (at > end) {
      if (tally && value !== null) tally.ahead += 1
    } else if (at >= from) kept.push([at, value === null ? null : drawable(value)])
  }
  const ordered = kept.every((point, index) => index === 0 || point[0] >= (kept[index - 1]?.[0] ?? 0))
    ? kept
    : kept.sort(byTime)
  // Of two values at one time the later one counts.
  return ordered.filter((point, index) => point[0] !== ordered[index + 1]?.[0])
}

function cleanBand(band: NonNullable<TrendSpec['band']>, from: number, end: number) {
  return band
    .filter((step) => step.every(isUsable) && step[0] >= from && step[0] <= end)
    .map(([at, low, high]) => [at, drawable(low), drawable(high)] as const)
}

/** A step whose edges are swapped is turned round; one without numbers is left out. */
function cleanStep([at, low, middle, high]: ForecastPoint): ForecastPoint[] {
  if (![at, low, middle, high].every(isUsable)) return []
  const [bottom, top] = [drawable(Math.min(low, high)), drawable(Math.max(low, high))]
  return [[at, bottom, Math.min(Math.max(middle, bottom), top), top]]
}

function whatWasLeft({ noNumber, ahead }: Tally): string[] {
  const left: string[] = []
  if (noNumber > 0)
    left.push(`${count(noNumber, 'value that is no number is', 'values that are no numbers are')} left out`)
  if (ahead > 0) {
    left.push(
      `${count(ahead, 'value is', 'values are')} dated after the present and left out: the clock of their source runs ahead`,
    )
  }
  return left
}
