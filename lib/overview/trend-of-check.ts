import type { TrendMark, TrendSpec } from '@/lib/charts/trend-spec'
import { trendOfSeries } from './trend-of-series'
import type { CheckPage } from './view'

/** The chart of a check: its points with gaps, the time before, its limits and one sentence. Pure. */
export function trendOfCheck(
  page: CheckPage,
  query: { series: string },
  zone: string,
  marks: readonly TrendMark[] = [],
): TrendSpec {
  const isMain = query.series === 'value'
  return trendOfSeries({
    name: isMain ? page.check.name : `${page.check.name}, ${query.series}`,
    unit: page.pointsUnit,
    points: page.points,
    before: page.before,
    limits: isMain ? page.check : { warnAt: null, failAt: null },
    window: page.window,
    zone,
    marks,
  })
}
