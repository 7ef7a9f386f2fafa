import { median } from '@/lib/samples/theil-sen'
import { leastSquaresLine } from './least-squares-line'
import { believablePart, pairwiseSlope, piecesOf } from './pairwise-slope'

/** A straight line from the newest day on. */
export interface Line {
  level: number
  /** A day. */
  slope: number
}

/** What could come. */
export interface Prospects {
  /** Always the same ones in the same order, so that their errors can be compared. */
  lines: readonly Line[]
  /** From 0, a line with inexact measurements around it, to 1, a walk without aim. */
  aimless: number
}

const recentDays = 42
/** Days of which the level is the middle. */
const levelDays = 7
/** How much a slope must exceed chance where all looks like a walk without aim. */
const doubtOfWalks = 4

/** What the newest day lets expect, from nothing but the days up to it. */
export function prospectsOf(values: Float64Array, starts: readonly number[]): Prospects {
  const to = values.length - 1
  const start = starts.at(-1) ?? 0
  const last = values.findLast((value) => !Number.isNaN(value)) ?? 0
  const pieces = piecesOf(values.length, starts)
  const raw = pairwiseSlope(values, pieces, { from: 0, to })
  const aimless = aimlessness(values, starts, raw)
  const doubted = (slope: number, from: number) =>
    slope * believablePart(values, pieces, slope, { from, to, doubt: doubtOfWalks * aimless })
  const growth = doubted(raw, 0)
  const since = Math.max(0, to - recentDays)
  const recent = doubted(pairwiseSlope(values, pieces, { from: since, to }), since)
  const across = pairwiseSlope(values, new Int32Array(values.length), { from: 0, to, leastLag: to / 4 })
  // A fall is a new start: it may slow growth down in the long run, never turn it round.
  const net = Math.sign(across) === Math.sign(raw) ? across : 0
  const nearby = (slope: number) => {
    const smooth = median(levels(values, Math.max(start, to - levelDays + 1), to, slope)) ?? last
    return aimless * last + (1 - aimless) * smooth
  }
  const whole = (slope: number) => median(levels(values, 0, to, slope)) ?? last
  return {
    aimless,
    lines: [
      { level: last, slope: 0 },
      { level: nearby(0), slope: 0 },
      { level: last, slope: growth },
      { level: nearby(growth), slope: growth },
      { level: nearby(recent), slope: recent },
      { level: whole(net), slope: net },
      { level: whole(0), slope: 0 },
      leastSquaresLine(values, starts, raw),
    ],
  }
}

/** Places in `lines` of those that expect the series back where it has mostly been. */
export const returningLines: readonly number[] = [5, 6]
/** Place of the one that a walk without aim would lead astray farthest. */
export const squaresLine = 7

/** Of a walk the changes from day to day are small beside its distances from a line (Durbin and Watson's ratio). */
function aimlessness(values: Float64Array, starts: readonly number[], slope: number): number {
  let [distance, change, days, changes] = [0, 0, 0, 0]
  for (const [index, from] of [0, ...starts].entries()) {
    const piece = levels(values, from, (starts[index] ?? values.length) - 1, slope)
    const middle = median(piece) ?? 0
    for (const [place, level] of piece.entries()) {
      distance += Math.abs(level - middle)
      days += 1
      if (place === 0) continue
      change += Math.abs(level - (piece[place - 1] ?? level))
      changes += 1
    }
  }
  if (distance === 0 || changes === 0) return 0
  const ratio = (change / changes / (distance / days)) ** 2
  // A walk of n days has a ratio of about 15 / n, whatever its steps are.
  const times = (ratio * days) / (starts.length + 1) / 15
  const part = 1 / (1 + (times / 2.8) ** 5)
  return part < 0.01 ? 0 : part
}

/** The measured days, moved along the slope to the day `to`. */
function levels(values: Float64Array, from: number, to: number, slope: number): number[] {
  const moved: number[] = []
  for (let day = from; day <= to; day += 1) {
    const value = values[day] ?? Number.NaN
    if (!Number.isNaN(value)) moved.push(value + slope * (to - day))
  }
  return moved
}
