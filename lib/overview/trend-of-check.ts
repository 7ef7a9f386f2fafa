import type { TrendLimit, TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure } from '@/lib/format/measure'
import type { ChartRange } from './schema'
import type { CheckPage } from './view'

const rangeWords: Readonly<Record<ChartRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
}

/** The chart of a check: its points with gaps, the range of each step, its limits and one sentence. Pure. */
export function trendOfCheck(
  page: CheckPage,
  query: { range: ChartRange; series: string },
  zone: string,
): TrendSpec {
  const unit = page.pointsUnit
  const isMain = query.series === 'value'
  const name = isMain ? page.check.name : `${page.check.name}, ${query.series}`
  const points = page.points.map(([at, mean]): TrendPoint => [at * 1000, mean])
  const band = page.points.flatMap(([at, , low, high]) =>
    low === null || high === null ? [] : [[at * 1000, low, high] as const],
  )
  const hasRange = band.some(([, low, high]) => high > low)
  const limits = isMain ? limitsOf(page.check, unit) : []
  return {
    name,
    unit,
    from: Date.parse(page.from),
    to: Date.parse(page.to),
    points,
    ...(hasRange ? { band } : {}),
    limits,
    zone,
    summary: summary(name, rangeWords[query.range], unit, band, points, limits),
  }
}

function limitsOf(check: CheckPage['check'], unit: string | null): TrendLimit[] {
  const { warnAt, failAt } = check
  const limits: TrendLimit[] = []
  if (warnAt !== null && warnAt !== failAt) {
    limits.push({ value: warnAt, label: `warning ${formatMeasure(warnAt, unit)}`, tone: 'warn' })
  }
  if (failAt !== null)
    limits.push({ value: failAt, label: `limit ${formatMeasure(failAt, unit)}`, tone: 'fail' })
  return limits
}

function summary(
  name: string,
  range: string,
  unit: string | null,
  band: readonly (readonly [number, number, number])[],
  points: readonly TrendPoint[],
  limits: readonly TrendLimit[],
): string {
  const last = points.findLast(([, value]) => value !== null)?.[1]
  if (last === undefined || last === null) return `${name}: nothing was measured in the last ${range}.`
  const low = formatMeasure(Math.min(...band.map(([, each]) => each)), unit)
  const high = formatMeasure(Math.max(...band.map(([, , each]) => each)), unit)
  const between =
    low === high ? `always ${low}` : `between ${low} and ${high}, now ${formatMeasure(last, unit)}`
  const gaps = points.filter(([, value]) => value === null).length
  const named = limits.length > 0 ? `; ${limits.map(({ label }) => label).join(', ')}` : ''
  const broken = gaps > 0 ? ` ${gaps === 1 ? 'One gap' : `${gaps} gaps`} without data.` : ''
  return `${name} over ${range}: ${between}${named}.${broken}`
}
