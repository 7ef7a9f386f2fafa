/** A time in milliseconds since 1970 and a value, or null where nothing was measured. */
export type TrendPoint = readonly [at: number, value: number | null]

/** Something that happened at an instant and explains the line: drawn upright, numbered. */
export interface TrendMark {
  at: number
  /** "quarterly 1 → 2". */
  label: string
}

export interface TrendLimit {
  value: number
  /** "limit 90 %". */
  label: string
  tone: 'warn' | 'fail'
}

/**
 * Everything a renderer may know about a trend. The page's SVG, the interactive chart, mail and paper
 * draw the same spec; `summary` is the sentence that stands for the picture everywhere.
 */
export interface TrendSpec {
  /** "Disk used", for the table's head and the tooltip. */
  name: string
  unit: string | null
  /** Shown range, in milliseconds since 1970: wider than the points where data is missing at an end. */
  from: number
  to: number
  /** Ascending by time; a null breaks the line. */
  points: readonly TrendPoint[]
  /** Smallest and largest value of each step, where points are averages of a roll-up. */
  band?: readonly (readonly [at: number, low: number, high: number])[]
  /** The previous period, moved by its length so that both begin at `from`: drawn in grey behind the line. */
  compare?: { label: string; points: readonly TrendPoint[] }
  /** What is expected after the last point: a band with a dashed middle. Times lie between the last point and `to`. */
  forecast?: {
    label: string
    points: readonly (readonly [at: number, low: number, middle: number, high: number])[]
  }
  limits: readonly TrendLimit[]
  marks?: readonly TrendMark[]
  /** IANA zone in which times are written. */
  zone: string
  summary: string
}
