import type { TrendFrame } from './trend-frame'
import type { TrendScales } from './trend-scales'
import type { TrendLimit, TrendSpec } from './trend-spec'

/** Pixels that a line of small text needs for itself. */
export const textHeight = 14

export interface LimitLine {
  down: number
  labelDown: number
  label: string
  tone: TrendLimit['tone']
}

/** Limits in sight; labels stand on the side where it is wrong, and where they have room. */
export function limitLines(spec: TrendSpec, scales: TrendScales, frame: TrendFrame): LimitLine[] {
  const lines = spec.limits
    .filter((limit) => !scales.beyond.includes(limit))
    .map(({ value, label, tone, side }) => ({ down: scales.down(value), label, tone, side }))
    .sort((a, b) => a.down - b.down)
  const taken: number[] = []
  return lines.map(({ side, ...line }) => {
    const [over, under] = [line.down - 5, line.down + textHeight - 2]
    const wanted = side === 'below' ? [under, over] : [over, under]
    const labelDown = freePlace(
      [...wanted, under + textHeight, over - textHeight, over - 2 * textHeight],
      taken,
      frame,
    )
    taken.push(labelDown)
    return { ...line, labelDown }
  })
}

/** The first of the places where no other text stands; without any, the one inside the frame with the most room. */
export function freePlace(wanted: readonly number[], taken: readonly number[], frame: TrendFrame): number {
  const roomAt = (at: number) => Math.min(...taken.map((other) => Math.abs(other - at)))
  const inside = wanted.filter((at) => at >= 10 && at <= frame.height - frame.bottom - 2)
  const free = inside.find((at) => roomAt(at) >= textHeight)
  if (free !== undefined) return free
  const [first = frame.top] = inside
  return inside.reduce((best, at) => (roomAt(at) > roomAt(best) ? at : best), first)
}

export interface EndLabel {
  across: number
  /** Of the point itself. */
  down: number
  labelDown: number
  label: string
}

/** Names and values at the ends of lines, the most important one first, none on top of another. */
export function endLabels(
  ends: readonly ({ across: number; down: number; label: string } | null)[],
  limits: readonly LimitLine[],
  frame: TrendFrame,
): (EndLabel | null)[] {
  const taken = limits.map(({ labelDown }) => labelDown)
  return ends.map((end) => {
    if (!end) return null
    const { down } = end
    const places = [
      down - 9,
      down + textHeight + 4,
      down - 9 - 2 * textHeight,
      down + 3 * textHeight,
      down - 9 - 4 * textHeight,
    ]
    const labelDown = freePlace(places, taken, frame)
    taken.push(labelDown)
    return { ...end, labelDown }
  })
}
