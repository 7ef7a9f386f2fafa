import { scaleLinear } from 'd3-scale'
import { formatMeasure } from '@/lib/format/measure'

// Weeks side by side: lines, or stacked columns. A few dozen points that are counted once need no interactive twin;
// the table beside the picture holds every number.

/** How a series looks; hue is kept for states, so series differ by ink and dash. */
export type WeekLook = 'ink' | 'dash' | 'unknown' | 'shade-1' | 'shade-2' | 'shade-3' | 'shade-4' | 'shade-5'

export interface WeekSeries {
  key: string
  name: string
  look: WeekLook
  /** One for each week; null: nothing is known of it, and the line breaks. */
  values: readonly (number | null)[]
}

export interface WeekChartSpec {
  name: string
  unit: string | null
  kind: 'lines' | 'stack'
  /** Oldest first: "W47", and the day on which it begins. */
  weeks: readonly { name: string; begins: string }[]
  series: readonly WeekSeries[]
  /** The last week is not over: what is counted in it is not all of it. */
  isLastPartial: boolean
  /** Highest value that can be: a share is drawn up to 100. */
  top?: number
  /** The sentence that stands for the picture. */
  summary: string
}

export interface WeekFrame {
  height: number
  top: number
  bottom: number
}

export const weekFrame: WeekFrame = { height: 168, top: 22, bottom: 22 }
export const smallWeekFrame: WeekFrame = { height: 104, top: 18, bottom: 20 }

/** Width of the drawing's own coordinates; the picture stretches it. */
export const weekWidth = 1000

export interface WeekGeometry {
  frame: WeekFrame
  rows: readonly { down: number; label: string }[]
  columns: readonly { across: number; label: string; anchor: 'start' | 'middle' | 'end' }[]
  lines: readonly {
    key: string
    look: WeekLook
    path: string
    /** Where the week that runs is drawn apart. */
    partial: string
    dots: readonly { across: number; down: number }[]
    end: { across: number; down: number; labelDown: number; label: string; anchor: 'start' | 'end' } | null
  }[]
  bars: readonly { key: string; look: WeekLook; left: number; width: number; down: number; height: number }[]
}

const tenth = (value: number) => Math.round(value * 10) / 10

/** Positions, paths and labels of weeks side by side. Pure. */
export function weekGeometry(spec: WeekChartSpec, frame: WeekFrame = weekFrame): WeekGeometry {
  const count = Math.max(1, spec.weeks.length)
  const across = (index: number) => (index + 0.5) / count
  const scale = scaleLinear()
    .domain([0, highest(spec)])
    .range([frame.height - frame.bottom, frame.top])
    .clamp(true)
  const ticks = scale.ticks(2).filter((value) => spec.unit === '%' || Number.isInteger(value))
  return {
    frame,
    rows: ticks.map((value) => ({ down: scale(value), label: formatMeasure(value, spec.unit) })),
    columns: weekLabels(spec.weeks, across),
    lines: spec.kind === 'lines' ? withLabels(spec, across, scale) : [],
    bars: spec.kind === 'stack' ? stack(spec, count, scale) : [],
  }
}

function highest({ kind, series, weeks, top }: WeekChartSpec): number {
  if (top !== undefined) return top
  const sums =
    kind === 'stack'
      ? weeks.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
      : series.flatMap(({ values }) => values.filter((value) => value !== null))
  const [, nice = 1] = scaleLinear()
    .domain([0, Math.max(1, ...sums)])
    .nice(3)
    .domain()
  return nice
}

/** At most about eight names of weeks; the last is always there. */
function weekLabels(
  weeks: WeekChartSpec['weeks'],
  across: (index: number) => number,
): WeekGeometry['columns'] {
  const step = Math.max(1, Math.ceil(weeks.length / 7))
  return weeks.flatMap((week, index) => {
    if ((weeks.length - 1 - index) % step !== 0) return []
    const at = across(index)
    return [{ across: at, label: week.begins, anchor: at < 0.06 ? 'start' : at > 0.94 ? 'end' : 'middle' }]
  })
}

type Scale = (value: number) => number

/** The path over neighbours that are both known; what stands alone is a dot. */
function lineOf(values: readonly (number | null)[], from: number, to: number, place: (i: number) => string) {
  let path = ''
  for (let index = from; index <= to; index += 1) {
    if (values[index] === null || values[index] === undefined) continue
    const isJoined = index > from && values[index - 1] !== null && values[index - 1] !== undefined
    path += `${isJoined ? 'L' : 'M'}${place(index)}`
  }
  return path
}

function withLabels(
  spec: WeekChartSpec,
  across: (index: number) => number,
  scale: Scale,
): WeekGeometry['lines'] {
  const last = spec.weeks.length - 1
  const whole = spec.isLastPartial ? last - 1 : last
  const lines = spec.series.map(({ key, name, look, values }) => {
    const place = (index: number) => `${tenth(across(index) * weekWidth)} ${tenth(scale(values[index] ?? 0))}`
    const alone = values.flatMap((value, index) =>
      value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
        ? [{ across: across(index), down: scale(value) }]
        : [],
    )
    const end = values.findLastIndex((value, index) => value !== null && index <= whole)
    const value = values[end] ?? null
    return {
      key,
      look,
      path: lineOf(values, 0, whole, place),
      partial: spec.isLastPartial ? lineOf(values, Math.max(0, last - 1), last, place) : '',
      dots: alone,
      end:
        value === null
          ? null
          : {
              across: across(end),
              down: scale(value),
              labelDown: labelDown(values, end, scale),
              // A share is rounded down, as its sentence and its table do: 99.6 % is not all.
              label: `${name} ${formatMeasure(spec.unit === '%' ? Math.floor(value + 1e-9) : value, spec.unit)}`,
              anchor: anchorOf(values, end, across(end), scale),
            },
    }
  })
  return apart(lines, scale(0))
}

/** Pixels that a label needs for itself. */
const labelHeight = 15

/** Labels stand left of the end, where the picture is; a line that falls to the ground leaves room only at its right. */
function anchorOf(
  values: readonly (number | null)[],
  end: number,
  at: number,
  scale: Scale,
): 'start' | 'end' {
  const value = values[end] ?? 0
  const falls = (values[end - 1] ?? -1) > value && scale(0) - scale(value) <= labelHeight + 4
  return at <= 0.4 || (falls && at < 0.8) ? 'start' : 'end'
}

/** Above the end of a line that rises to it, below the end of one that falls: the line comes from the other side. */
function labelDown(values: readonly (number | null)[], end: number, scale: Scale): number {
  const [value, before] = [values[end] ?? 0, values[end - 1] ?? null]
  const room = scale(0) - scale(value)
  return before !== null && before > value && room > labelHeight + 4
    ? scale(value) + labelHeight
    : scale(value) - 8
}

/** The label of the upper line stands above its end, that of the lower one below. */
function apart(lines: WeekGeometry['lines'], floor: number): WeekGeometry['lines'] {
  const ends = lines.flatMap(({ end }) => (end ? [end] : [])).sort((a, b) => a.down - b.down)
  const [upper, lower] = ends
  if (!upper || !lower || lower.down - upper.down >= 3 * labelHeight) return lines
  // On the ground there is no room below: both stand above the upper end.
  const isLow = lower.down + labelHeight > floor
  return lines.map((line) => {
    if (!line.end) return line
    const isUpper = line.end === upper
    const labelDown = isUpper
      ? upper.down - 8 - (isLow ? labelHeight : 0)
      : isLow
        ? upper.down - 8
        : Math.max(line.end.down, upper.down) + labelHeight
    return { ...line, end: { ...line.end, labelDown } }
  })
}

function stack(spec: WeekChartSpec, count: number, scale: Scale): WeekGeometry['bars'] {
  const width = 0.72 / count
  return spec.weeks.flatMap((_, index) => {
    let sum = 0
    return spec.series.flatMap(({ key, look, values }) => {
      const value = values[index] ?? 0
      if (value <= 0) return []
      const bottom = scale(sum)
      sum += value
      const down = scale(sum)
      return [
        {
          key: `${key}-${index}`,
          look,
          left: (index + 0.5) / count - width / 2,
          width,
          down,
          height: bottom - down,
        },
      ]
    })
  })
}
