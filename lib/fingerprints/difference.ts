/** How one thing compares. `unknown`: one side could not be read, which is never the same as equal. */
export const differenceKinds = ['differs', 'missing', 'extra', 'unknown'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** One thing that is not the same before and after. */
export interface Difference {
  /** "rows", "content", "indexes", "files", … */
  area: string
  /** What it is, stable from one comparison to the next: "public.orders". */
  key: string
  kind: DifferenceKind
  /** As it was; null for `extra`. */
  before: string | null
  /** As it is; null for `missing`. */
  after: string | null
}

/** What a comparison came to in one area. */
export interface AreaCounts {
  area: string
  equal: number
  differs: number
  missing: number
  extra: number
  unknown: number
}
