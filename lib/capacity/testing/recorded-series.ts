import type { KnownSeries } from './back-test'
import recorded from './recorded-series.json'
import { dayMs } from './seeded-series'

/** What the product's own engine measured of real volumes, databases and a host; bench/record-series.ts records it. */
export function recordedSeries(): KnownSeries[] {
  const start = Date.parse(recorded.startedAt)
  return recorded.series.map(({ name, unit, values }) => ({
    kind: 'recorded',
    name,
    bounds: unit === '%' ? [0, 100] : [0, null],
    points: values.flatMap((value: number | null, day) =>
      value === null ? [] : [{ at: start + day * dayMs, value }],
    ),
  }))
}
