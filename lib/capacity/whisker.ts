/** A range of dates on the axis of the next half year. Places in percent of its width. */
export interface WhiskerGeometry {
  from: number
  /** End of the range; the axis' end where it is open. */
  to: number
  /** Its middle, if it lies on the axis. */
  middle: number | null
  /** The optimistic edge is not reached within the axis. */
  isOpen: boolean
}

interface Edges {
  earliest: string | null
  middle: string | null
  latest: string | null
}

const dayMs = 86_400_000

/** Days that the axis shows, and where it is labelled. */
export const axisDays = 180
export const axisTicks = [0, 30, 60, 90, 120, 150, 180] as const

/** Where a forecast lies on the axis; null: it does not reach its limit within it. Pure. */
export function whisker({ earliest, middle, latest }: Edges, now: number): WhiskerGeometry | null {
  const place = (at: string) =>
    Math.round(Math.min(Math.max((Date.parse(at) - now) / dayMs / axisDays, 0), 1) * 1000) / 10
  if (earliest === null || Date.parse(earliest) > now + axisDays * dayMs) return null
  return {
    from: place(earliest),
    to: latest === null ? 100 : place(latest),
    middle: middle === null ? null : place(middle),
    isOpen: latest === null || Date.parse(latest) > now + axisDays * dayMs,
  }
}
