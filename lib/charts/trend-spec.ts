/** A time in milliseconds since 1970 and a value, or null where nothing was measured. */
export type TrendPoint = readonly [at: number, value: number | null]

/** What happened: each kind has a shape of its own. */
export const markKinds = ['change', 'restart', 'deploy', 'incident', 'checklist', 'task'] as const
export type MarkKind = (typeof markKinds)[number]

/** Something that happened at an instant and explains the line: drawn upright, numbered. */
export interface TrendMark {
  at: number
  /** "quarterly 1 → 2". */
  label: string
  /** "change" where it is not said. */
  kind?: MarkKind
  /** Where to read more. */
  href?: string
}

export interface TrendLimit {
  value: number
  /** "limit 90 %". */
  label: string
  tone: 'warn' | 'fail'
  /** On which side of it things are wrong: "below" for what must not fall, such as days left. */
  side?: 'above' | 'below'
}

/** What is expected at one time. */
export type ForecastPoint = readonly [at: number, low: number, middle: number, high: number]

/**
 * Everything a renderer may know about a trend. The page's SVG, the interactive chart, mail and paper
 * draw the same spec; `summary` is the sentence that stands for the picture everywhere. Nothing has to be
 * clean: what is not a number, out of order or from the future is left out and said (`cleanTrend`).
 */
export interface TrendSpec {
  /** "Disk used", for the table's head and the tooltip. */
  name: string
  unit: string | null
  /** Shown range, in milliseconds since 1970: wider than the points where data is missing at an end. */
  from: number
  to: number
  /** The present, where the range goes beyond it: a dotted upright; measurements after it are left out. */
  now?: number
  /** Ascending by time; a null breaks the line. */
  points: readonly TrendPoint[]
  /** Smallest and largest value of each step, where points are averages of a roll-up. */
  band?: readonly (readonly [at: number, low: number, high: number])[]
  /** At most three further lines of the same unit, named at their ends; `name` then stands at the first one. */
  others?: readonly { label: string; points: readonly TrendPoint[] }[]
  /** The previous period, moved by its length so that both begin at `from`: drawn in grey behind the line. */
  compare?: { label: string; points: readonly TrendPoint[] }
  /** What is expected after the last point: a band with a dashed middle. Times lie between the last point and `to`. */
  forecast?: {
    label: string
    points: readonly ForecastPoint[]
  }
  limits: readonly TrendLimit[]
  marks?: readonly TrendMark[]
  /** Lowest and highest value of all pictures that share their vertical axis with this one. */
  sharedRange?: readonly [low: number, high: number]
  /** IANA zone in which times are written. */
  zone: string
  summary: string
}
