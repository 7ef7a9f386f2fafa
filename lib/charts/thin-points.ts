import type { TrendPoint } from './trend-spec'

type Measured = readonly [at: number, value: number]

/**
 * Keeps at most about `limit` points so that the line looks the same: largest triangle three buckets
 * (Steinarsson 2013), run on each unbroken piece for itself, so that gaps stay where they are.
 */
export function thinPoints(points: readonly TrendPoint[], limit: number): TrendPoint[] {
  if (points.length <= limit) return [...points]
  const kept: TrendPoint[] = []
  for (const piece of unbrokenPieces(points)) {
    const share = Math.max(2, Math.round((piece.length / points.length) * limit))
    const before = kept.at(-1)
    if (before) kept.push([piece[0]?.[0] ?? before[0], null])
    kept.push(...thinPiece(piece, share))
  }
  return kept
}

/** Splits at nulls; empty pieces are left out. */
export function unbrokenPieces(points: readonly TrendPoint[]): Measured[][] {
  const pieces: Measured[][] = []
  let piece: Measured[] = []
  for (const [at, value] of points) {
    if (value !== null) {
      piece.push([at, value])
    } else if (piece.length > 0) {
      pieces.push(piece)
      piece = []
    }
  }
  if (piece.length > 0) pieces.push(piece)
  return pieces
}

function thinPiece(piece: readonly Measured[], limit: number): Measured[] {
  const [first, last] = [piece[0], piece.at(-1)]
  if (!first || !last || piece.length <= limit || limit < 3) {
    return piece.length <= limit ? [...piece] : [first, last].filter((point) => point !== undefined)
  }
  const kept: Measured[] = [first]
  const size = (piece.length - 2) / (limit - 2)
  let anchor = first
  for (let bucket = 0; bucket < limit - 2; bucket += 1) {
    const start = Math.floor(bucket * size) + 1
    const end = Math.min(Math.floor((bucket + 1) * size) + 1, piece.length - 1)
    const next = averageOf(piece.slice(end, Math.min(Math.floor((bucket + 2) * size) + 1, piece.length)))
    anchor = largestTriangle(piece.slice(start, end), anchor, next)
    kept.push(anchor)
  }
  kept.push(last)
  return kept
}

function averageOf(bucket: readonly Measured[]): Measured {
  const count = Math.max(1, bucket.length)
  return [
    bucket.reduce((sum, [at]) => sum + at, 0) / count,
    bucket.reduce((sum, [, value]) => sum + value, 0) / count,
  ]
}

function largestTriangle(bucket: readonly Measured[], anchor: Measured, next: Measured): Measured {
  let best = bucket[0] ?? anchor
  let bestArea = -1
  for (const point of bucket) {
    const area = Math.abs(
      (anchor[0] - next[0]) * (point[1] - anchor[1]) - (anchor[0] - point[0]) * (next[1] - anchor[1]),
    )
    if (area > bestArea) {
      best = point
      bestArea = area
    }
  }
  return best
}
