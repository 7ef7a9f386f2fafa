import { forecastSeries } from '@/lib/capacity/forecast-series'
import {
  type BackTestFigures,
  backTest,
  type Comparison,
  figuresOf,
  horizons,
  type KnownSeries,
} from '@/lib/capacity/testing/back-test'
import { recordedSeries } from '@/lib/capacity/testing/recorded-series'
import { chanceOf, dayMs, seededSeries, seriesKinds, seriesStart } from '@/lib/capacity/testing/seeded-series'
import { type Benchmark, type BenchReport, figure } from './report'

// How often the forecast's range holds the truth, and how far its middle is off, on series whose future is known.

/** The method was tuned on seeds below 6,000; these it has never seen. */
const firstSeed = 9_001
const seriesPerKind = 40
const kinds = [...seriesKinds, 'recorded'] as const

export const benchmark: Benchmark = {
  title: 'Back-test of the forecast',
  page: 'docs/capacity.md',
  run: async (progress) => {
    const recorded = recordedSeries()
    const seeded = seriesKinds.flatMap((kind) =>
      Array.from({ length: seriesPerKind }, (_unused, index): KnownSeries => {
        const seed = firstSeed + index
        // Clean-ups are those of a disk, in percent of its space.
        const bounds = kind === 'clean-ups' ? ([0, 100] as const) : ([0, null] as const)
        return { kind, name: `${kind} ${seed}`, points: seededSeries(kind, seed), bounds }
      }),
    )
    const comparisons: Comparison[] = []
    for (const kind of kinds) {
      progress(`Forecasting the past: ${kind}`)
      const series = [...seeded, ...recorded].filter((one) => one.kind === kind)
      for (const one of series) comparisons.push(...backTest(one, forecastSeries))
    }
    return toReport(comparisons, recorded, timeForecasts())
  },
}

/** CPU milliseconds of one forecast of 400 days, half a year ahead; other work on the machine does not count. */
function timeForecasts(): number {
  const series = Array.from({ length: 120 }, (_unused, index) => {
    const chance = chanceOf(index)
    const slope = chance.even(0, 0.2)
    return Array.from({ length: 400 }, (_none, day) => ({
      at: seriesStart + day * dayMs,
      value: 20 + slope * (day % 150) + chance.normal(),
    }))
  })
  const now = seriesStart + 399 * dayMs
  const began = process.cpuUsage()
  for (const points of series)
    forecastSeries(points, { now, limit: 95, direction: 'up', horizonDays: 180, bounds: [0, 100] })
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000 / series.length
}

function toReport(
  comparisons: readonly Comparison[],
  recorded: readonly KnownSeries[],
  milliseconds: number,
): BenchReport {
  const of = (pick: (one: Comparison) => boolean) => figuresOf(comparisons.filter(pick))
  const all = of(() => true)
  const byKind = kinds.map((kind) => ({ kind, figures: of((one) => one.kind === kind) }))
  const cells = ({ comparisons: count, coveragePct, ratioLast, ratioSquares, widthPct }: BackTestFigures) => [
    count.toLocaleString('en-GB'),
    `${coveragePct.toFixed(1)} %`,
    ratioLast.toFixed(2),
    ratioSquares.toFixed(2),
    `${widthPct.toFixed(0)} %`,
  ]
  const byHorizon = (kind?: string) =>
    horizons.map((horizon) => of((one) => one.horizon === horizon && (!kind || one.kind === kind)))
  return {
    metrics: {
      ...metricsOf('', all),
      ...Object.assign(
        {},
        ...byKind.map(({ kind, figures }) => metricsOf(`_${kind.replace('-', '_')}`, figures)),
      ),
      ...Object.assign(
        {},
        ...byHorizon().map((figures, index) => metricsOf(`_${horizons[index]}d`, figures)),
      ),
      cpu_ms_per_forecast: round(milliseconds),
    },
    tables: [
      {
        title: 'By kind of series, all horizons',
        head: [
          'kind',
          'comparisons',
          'truth in the 80 % range',
          'error ÷ last value',
          'error ÷ least squares',
          'width',
        ],
        rows: [...byKind.map(({ kind, figures }) => [kind, ...cells(figures)]), ['**all**', ...cells(all)]],
      },
      {
        title: 'Truth in the 80 % range, and error ÷ last value, by days ahead',
        head: ['kind', ...horizons.map((days) => `${days} d`), ...horizons.map((days) => `error ${days} d`)],
        rows: [
          ...kinds.map((kind) => [kind, ...horizonCells(byHorizon(kind))]),
          ['**all**', ...horizonCells(byHorizon())],
        ],
      },
      {
        title: 'Recorded series',
        head: ['series', 'days', 'truth in the 80 % range', 'error ÷ last value', 'error ÷ least squares'],
        rows: recorded.map(({ name, points }) => {
          const figures = of((one) => one.name === name)
          return [name, String(points.length), ...cells(figures).slice(1, 4)]
        }),
      },
    ],
    goals: goalsOf(all, byKind, milliseconds),
    notes: [
      `Each series is forecast again every 7 days from its 15th day on, with nothing but what was measured until then, and compared with what was measured 7, 14 and 30 days later. Errors are mean distances between the middle of the range and the truth; below 1 is better than the other method. Width is that of the range, in percent of all the values that the series ever had. Seeds ${firstSeed} to ${firstSeed + seriesPerKind - 1}, ${seriesPerKind} series a kind; the method was tuned on others.`,
    ],
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

const metricsOf = (suffix: string, { coveragePct, ratioLast, ratioSquares }: BackTestFigures) => ({
  [`coverage_80_pct${suffix}`]: round(coveragePct),
  [`mae_ratio_last${suffix}`]: round(ratioLast),
  [`mae_ratio_ols${suffix}`]: round(ratioSquares),
})

const horizonCells = (figures: readonly BackTestFigures[]) => [
  ...figures.map(({ coveragePct }) => `${coveragePct.toFixed(0)} %`),
  ...figures.map(({ ratioLast }) => ratioLast.toFixed(2)),
]

function goalsOf(
  all: BackTestFigures,
  byKind: readonly { kind: string; figures: BackTestFigures }[],
  milliseconds: number,
): BenchReport['goals'] {
  const figuresBy = (kind: string) => byKind.find((one) => one.kind === kind)?.figures
  const [walk, recorded] = [figuresBy('walk'), figuresBy('recorded')]
  const holds = (figures = all) => Math.abs(figures.coveragePct - 80) <= 8
  return [
    {
      goal: 'the range holds the truth 80 ± 8 % of the time',
      measured: `${all.coveragePct.toFixed(1)} %`,
      met: holds(),
    },
    {
      goal: 'also on the recorded series',
      measured: `${recorded?.coveragePct.toFixed(1)} %`,
      met: holds(recorded),
    },
    {
      goal: 'nearer to the truth than the last value',
      measured: all.ratioLast.toFixed(2),
      met: all.ratioLast < 1,
    },
    {
      goal: 'nearer to the truth than least squares',
      measured: all.ratioSquares.toFixed(2),
      met: all.ratioSquares < 1,
    },
    {
      goal: 'on a random walk within 1.05 × the last value',
      measured: walk?.ratioLast.toFixed(3) ?? '?',
      met: (walk?.ratioLast ?? 2) <= 1.05,
    },
    {
      goal: 'one series of 400 days, half a year ahead, within 10 ms of CPU',
      measured: `${figure(milliseconds)} ms`,
      met: milliseconds < 10,
    },
  ]
}
