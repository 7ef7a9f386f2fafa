import type { TrendLimit, TrendMark, TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { sentencesOf } from '@/lib/format/sentences'
import type { TrendWindow } from './trend-range'

/** One point of a chart: unix seconds, mean, smallest, largest; null where a gap begins. */
export type SeriesPoints = readonly (readonly [
  at: number,
  mean: number | null,
  low: number | null,
  high: number | null,
])[]

export interface SeriesFacts {
  /** "Disk space, /var". */
  name: string
  unit: string | null
  points: SeriesPoints
  /** Of the time before; null where it is not shown. */
  before: SeriesPoints | null
  limits: { warnAt: number | null; failAt: number | null }
  window: TrendWindow
  zone: string
  marks?: readonly TrendMark[]
}

const templates = {
  nothing: `{name}: nothing was measured {free, select, yes {from {words}} other {in the last {words}}}.`,
  measured: `{name} over {words}: {isFlat, select, yes {always {low}} other {between {low} and {high}, {isPresent, select, yes {now} other {at the end}} {last}}}{limits}.{gaps, plural, =0 {} one { One gap without data.} other { # gaps without data.}}{before}`,
  before: ` {change, select, same {As in} higher {On average {by} more than in} other {On average {by} less than in}} {words}.`,
} as const

const say = sentencesOf(templates)

/** PostgreSQL keeps NaN and infinity, and writes them as text: both are gaps. */
const measuredOnly = (points: SeriesPoints): SeriesPoints =>
  points.map(([at, ...values]) => (values.every(Number.isFinite) ? [at, ...values] : [at, null, null, null]))

/** A series as every renderer draws it, with its sentence. Pure. */
export function trendOfSeries(given: SeriesFacts): TrendSpec {
  const facts = {
    ...given,
    points: measuredOnly(given.points),
    before: given.before && measuredOnly(given.before),
  }
  const { name, unit, window, before } = facts
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)]
  const points = facts.points.map(([at, mean]): TrendPoint => [at * 1000, mean])
  const band = rangesOf(facts.points)
  const hasRange = band.some(([, low, high]) => high > low)
  const limits = limitsOf(facts.limits, unit)
  const moved = before?.map(([at, mean]): TrendPoint => [at * 1000 + to - from, mean])
  return {
    name,
    unit,
    from,
    to,
    points,
    ...(hasRange ? { band } : {}),
    ...(moved?.some(([, value]) => value !== null)
      ? { compare: { label: window.beforeWords, points: moved } }
      : {}),
    limits,
    ...(facts.marks && facts.marks.length > 0 ? { marks: facts.marks } : {}),
    zone: facts.zone,
    summary: summaryOf(facts, band, limits),
  }
}

const rangesOf = (points: SeriesPoints) =>
  points.flatMap(([at, , low, high]) =>
    low === null || high === null ? [] : [[at * 1000, low, high] as const],
  )

/** Which side is wrong follows from the order of the two: a warning above its limit warns of falling. */
function limitsOf({ warnAt, failAt }: SeriesFacts['limits'], unit: string | null): TrendLimit[] {
  const side = warnAt !== null && failAt !== null && warnAt > failAt ? 'below' : 'above'
  const limits: TrendLimit[] = []
  if (warnAt !== null && warnAt !== failAt) {
    limits.push({ value: warnAt, label: `warning ${formatMeasure(warnAt, unit)}`, tone: 'warn', side })
  }
  if (failAt !== null)
    limits.push({ value: failAt, label: `limit ${formatMeasure(failAt, unit)}`, tone: 'fail', side })
  return limits
}

function summaryOf(
  { name, unit, points, before, window }: SeriesFacts,
  band: readonly (readonly [number, number, number])[],
  limits: readonly TrendLimit[],
): string {
  const last = points.findLast(([, value]) => value !== null)?.[1]
  const isFree = window.range === null || !window.isPresent
  if (last === undefined || last === null || band.length === 0)
    return say('nothing', { name, words: window.words, free: isFree ? 'yes' : 'no' })
  const said = (value: number) => formatMeasure(value, unit)
  const low = said(Math.min(...band.map(([, each]) => each)))
  const high = said(Math.max(...band.map(([, , each]) => each)))
  return say('measured', {
    name,
    words: window.words,
    low,
    high,
    isFlat: low === high ? 'yes' : 'no',
    isPresent: window.isPresent ? 'yes' : 'no',
    last: said(last),
    limits: limits.length > 0 ? `; ${limits.map(({ label }) => label).join(', ')}` : '',
    gaps: points.filter(([, value]) => value === null).length,
    before: beforeOf(meanOf(points), before ? meanOf(before) : null, unit, window),
  })
}

function meanOf(points: SeriesPoints): number | null {
  const values = points.flatMap(([, mean]) => (mean === null ? [] : [mean]))
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** What cannot be told apart once it is written is the same. */
function beforeOf(now: number | null, then: number | null, unit: string | null, window: TrendWindow): string {
  const said = (value: number) => formatMeasure(value, unit)
  if (now === null || then === null) return ''
  const difference = Math.abs(now - then)
  // Of shares, per cent more would be another number than points more.
  const by = unit === '%' ? `${formatNumber(difference, difference < 10 ? 1 : 0)} points` : said(difference)
  const isSame = said(now) === said(then) || said(difference) === said(0)
  return say('before', {
    change: isSame ? 'same' : now > then ? 'higher' : 'lower',
    by,
    words: window.beforeWords,
  })
}
