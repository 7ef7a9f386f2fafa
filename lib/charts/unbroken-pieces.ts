import type { TrendPoint } from './trend-spec'

export type Measured = readonly [at: number, value: number]

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
