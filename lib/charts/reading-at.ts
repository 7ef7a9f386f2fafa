import { formatMeasure } from '@/lib/format/measure'
import { formatMoment } from '@/lib/format/moment'
import { markWords } from './mark-groups'
import type { TrendPoint, TrendSpec } from './trend-spec'

/** What stands at one time of a picture, in words. */
export interface Reading {
  when: string
  lines: readonly { label: string; text: string }[]
  /** What happened close to it: "2 Restart: PostgreSQL". */
  marks: readonly string[]
}

/** Marks nearer than this share of the range are named with a reading. */
const markReach = 0.0125

/** The last measurement up to a time, unless a gap or more than one step of the line lies between. */
export function valueNear(points: readonly TrendPoint[], at: number, reach: number): number | null {
  let found: TrendPoint | null = null
  for (const point of points) {
    if (found === null || Math.abs(point[0] - at) < Math.abs(found[0] - at)) found = point
    else if (point[0] > at) break
  }
  return found && Math.abs(found[0] - at) <= reach ? found[1] : null
}

/** Distance of neighbouring points: the median, so that gaps do not count. */
function stepOf(points: readonly TrendPoint[]): number {
  const steps = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at))
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
}

/** Every line's value at a time of a clean trend, and what happened then. Pure. */
export function readingAt(spec: TrendSpec, at: number): Reading {
  const said = (value: number) => formatMeasure(value, spec.unit)
  const near = (points: readonly TrendPoint[]) => valueNear(points, at, Math.max(stepOf(points), 1) * 0.75)
  const lines: { label: string; text: string }[] = []
  const add = (label: string, value: number | null) => {
    if (value !== null) lines.push({ label, text: said(value) })
  }
  add((spec.others ?? []).length > 0 ? spec.name : '', near(spec.points))
  for (const { label, points } of spec.others ?? []) add(label, near(points))
  const expected = spec.forecast?.points.find(([each]) => each === at)
  if (expected && spec.forecast && lines.length === 0) {
    const [, low, middle, high] = expected
    lines.push({ label: spec.forecast.label, text: `${said(low)} to ${said(high)}, middle ${said(middle)}` })
  }
  if (spec.compare) add(spec.compare.label, near(spec.compare.points))
  const reach = (spec.to - spec.from) * markReach
  return {
    when: formatMoment(new Date(at), spec.zone, new Date(spec.now ?? spec.to)),
    lines,
    marks: (spec.marks ?? []).flatMap((mark, index) =>
      Math.abs(mark.at - at) <= reach
        ? [`${index + 1} ${markWords[mark.kind ?? 'change']}: ${mark.label}`]
        : [],
    ),
  }
}
