import type { TrendSpec } from '@/lib/charts/trend-spec'
import { measuredValues, sharedRangeOf } from '@/lib/charts/value-axis'
import { sentencesOf } from '@/lib/format/sentences'
import { trendOfSeries } from '@/lib/overview/trend-of-series'
import type { SeriesLine, SystemTrendsView } from './system-trends-view'

/** A picture together with whose it is. */
export interface SeriesPicture {
  line: SeriesLine
  spec: TrendSpec
}

/** Series of one unit share an axis while the smaller one still reaches this share of it. */
const sameSize = 0.1

/** Every series as a picture, in the order of the page; those of one unit and one size share their axis. Pure. */
export function systemPictures(
  view: Pick<SystemTrendsView, 'series' | 'window' | 'marks'>,
  scale: 'shared' | 'own',
  zone: string,
): SeriesPicture[] {
  const pictures = view.series.map((line) => ({
    line,
    spec: trendOfSeries({
      name: line.key === 'value' ? line.checkName : `${line.checkName}, ${line.key}`,
      unit: line.unit,
      points: line.points,
      before: line.before,
      limits: line,
      window: view.window,
      zone,
      marks: view.marks,
    }),
  }))
  if (scale === 'own') return pictures
  const ranges = sharedRanges(pictures.map(({ spec }) => spec))
  return pictures.map(({ line, spec }, index) => {
    const range = ranges[index]
    return { line, spec: range ? { ...spec, sharedRange: range } : spec }
  })
}

/** For each trend the range that it shares with others of its unit and size; null where it stands alone. Pure. */
export function sharedRanges(specs: readonly TrendSpec[]): (readonly [number, number] | null)[] {
  const sized = specs
    .map((spec, index) => ({ spec, index, size: Math.max(0, ...measuredValues(spec).map(Math.abs)) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
  const groups: (typeof sized)[] = []
  for (const each of sized) {
    const group = groups.find(
      ([largest]) => largest?.spec.unit === each.spec.unit && each.size >= largest.size * sameSize,
    )
    if (group) group.push(each)
    else groups.push([each])
  }
  const found: (readonly [number, number] | null)[] = specs.map(() => null)
  for (const group of groups.filter(({ length }) => length > 1)) {
    const range = sharedRangeOf(group.map(({ spec }) => spec))
    for (const { index } of group) found[index] = range
  }
  return found
}

const say = sentencesOf({
  headline: `{total, plural,
    =0 {{name}: nothing {filtered, select, yes {that is measured matches} other {is measured in numbers yet}}.}
    one {{name}: one series over {words}, {bad, plural, =0 {within its limits} other {{parts}}}.}
    other {{name}: # series over {words}, {bad, plural, =0 {all within their limits} other {{parts}}}.}}`,
  failing: '{n} failing',
  warning: '{n} {n, plural, one {warning} other {warnings}}',
  blind: '{n} unknown',
})

/** How many series there are, and how many are not as they should be: "orders-db: 20 series over 30 days, 2 failing." Pure. */
export function systemTrendsHeadline(
  view: Pick<SystemTrendsView, 'system' | 'window' | 'total' | 'failing' | 'warning' | 'blind'>,
  isFiltered: boolean,
): string {
  const parts = (['failing', 'warning', 'blind'] as const)
    .filter((key) => view[key] > 0)
    .map((key) => say(key, { n: view[key] }))
  return say('headline', {
    name: view.system.name,
    words: view.window.words,
    total: view.total,
    bad: view.failing + view.warning + view.blind,
    parts: parts.join(', '),
    filtered: isFiltered ? 'yes' : 'no',
  })
}
