import { describe, expect, it } from 'vitest'
import type { Forecast, ForecastQuestion } from '../forecast'
import { forecastSeries } from '../forecast-series'
import { backTest, type Comparison, figuresOf, type KnownSeries } from './back-test'
import { recordedSeries } from './recorded-series'
import { dayMs, seededSeries, seriesKinds, seriesStart } from './seeded-series'

// The full back-test is a benchmark (bench/forecast.ts); this is enough of it to notice when the method gets worse.

const line: KnownSeries = {
  kind: 'trend',
  name: 'a line',
  bounds: [null, null],
  points: Array.from({ length: 60 }, (_unused, day) => ({
    at: seriesStart + day * dayMs,
    value: 10 + 2 * day,
  })),
}
/** Says always the same, and remembers what it was shown. */
const saying = (low: number, middle: number, high: number, seen: number[] = []) => {
  return (points: readonly { at: number }[], { now }: ForecastQuestion) => {
    seen.push(Math.max(...points.map(({ at }) => at)) - now)
    const path = Array.from({ length: 30 }, (_unused, day) => ({ at: now + day * dayMs, low, middle, high }))
    return { path } as unknown as Forecast
  }
}

describe('the back-test itself', () => {
  it('shows a forecast nothing of the future', () => {
    const seen: number[] = []
    backTest(line, saying(0, 0, 0, seen))
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.every((ahead) => ahead === 0)).toBe(true)
  })

  it('counts what lies inside, and measures against the other methods', () => {
    // A line is what least squares draws exactly, and the last value misses by two a day.
    const all = backTest(line, saying(0, 64, 64))
    expect(all.every(({ squaresError }) => squaresError < 1e-9)).toBe(true)
    for (const one of all) expect(one.lastError).toBeCloseTo((2 * one.horizon) / 118, 6)
    const byHand = line.points
      .slice(15)
      .filter((_point, day) => day % 7 === 0)
      .flatMap(({ value }) => [7, 14, 30].map((ahead) => value + 2 * ahead))
      .filter((truth) => truth <= 128)
    expect(all).toHaveLength(byHand.length)
    expect(all.filter(({ inside }) => inside)).toHaveLength(byHand.filter((truth) => truth <= 64).length)
  })

  it('counts no truth that was not measured', () => {
    const holey = { ...line, points: line.points.filter((_point, day) => day < 30) }
    expect(backTest(holey, saying(0, 0, 0)).every(({ horizon }) => horizon < 30)).toBe(true)
  })

  it('adds up', () => {
    const one = {
      kind: 'walk',
      name: '',
      horizon: 7,
      inside: true,
      width: 0.2,
      error: 1,
      lastError: 2,
      squaresError: 4,
    }
    const other: Comparison = { ...one, inside: false, error: 3 }
    expect(figuresOf([one, other])).toEqual({
      comparisons: 2,
      coveragePct: 50,
      ratioLast: 1,
      ratioSquares: 0.5,
      widthPct: 20,
    })
  })
})

describe('the series', () => {
  it('are the same for the same seed, and others for another', () => {
    for (const kind of seriesKinds) {
      expect(seededSeries(kind, 4)).toEqual(seededSeries(kind, 4))
      expect(seededSeries(kind, 4)).not.toEqual(seededSeries(kind, 5))
    }
  })

  it('recorded: half a year each, of every sort of thing', () => {
    const series = recordedSeries()
    expect(series.length).toBeGreaterThan(20)
    expect(series.every(({ points }) => points.length >= 175)).toBe(true)
    const kinds = new Set(series.map(({ name }) => name.split(' ')[0]))
    expect([...kinds].sort()).toEqual([
      'bk.size',
      'host.disk_free',
      'host.fd_system',
      'host.inodes',
      'host.memory',
      'pg.connections',
      'pg.db_size_growth',
      'pg.sequence_exhaustion',
      'pg.wraparound',
    ])
  })
})

// Seconds on an idle machine; one that runs all tests at once has less.
describe('the forecast', { timeout: 60_000 }, () => {
  const compared = seriesKinds.flatMap((kind) =>
    [1, 2, 3].flatMap((seed) =>
      backTest({ kind, name: kind, bounds: [0, null], points: seededSeries(kind, seed) }, forecastSeries),
    ),
  )

  it('holds the truth in 80 ± 8 of 100 cases, and is nearer than the last value and least squares', () => {
    const { coveragePct, ratioLast, ratioSquares } = figuresOf(compared)
    expect(Math.abs(coveragePct - 80)).toBeLessThanOrEqual(8)
    expect(ratioLast).toBeLessThan(0.9)
    expect(ratioSquares).toBeLessThan(0.9)
  })

  it('is hardly worse than the last value on a walk, where nothing is better', () => {
    expect(figuresOf(compared.filter(({ kind }) => kind === 'walk')).ratioLast).toBeLessThanOrEqual(1.1)
  })

  it('holds it on what the engine recorded', () => {
    const some = recordedSeries().filter((_series, index) => index % 3 === 0)
    const { coveragePct, ratioLast, ratioSquares } = figuresOf(
      some.flatMap((one) => backTest(one, forecastSeries)),
    )
    expect(Math.abs(coveragePct - 80)).toBeLessThanOrEqual(8)
    expect(ratioLast).toBeLessThan(1)
    expect(ratioSquares).toBeLessThan(1)
  })
})
