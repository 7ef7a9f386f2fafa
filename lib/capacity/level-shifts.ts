import { median } from '@/lib/samples/theil-sen'

/** A step must be so many times larger than the usual change of a day. */
const outstanding = 6
/** … and than what so many days usually add: a busy day of steady growth is no new level. */
const usualDays = 4
/** Days on each side whose middle must differ too: a single wild day is no new level. */
const around = 5

/** A change that goes on for more days than these is growth, however fast. */
const atOnce = 2

/** With fewer days than these after it, a fall may be a week-end: then the level must be one not seen lately. */
const surely = 3
const lately = 14

/** Where a series begins anew: a clean-up, a reset counter, a bulk load. */
export interface LevelShift {
  /** First day of the new level. */
  day: number
  /** From the old level to the new one. */
  by: number
}

/** Finds days on which the level changes at once and stays changed. */
export function levelShifts(values: Float64Array): LevelShift[] {
  const known = [...values.keys()].filter((day) => !Number.isNaN(values[day]))
  const at = (index: number) => values[known[index] ?? -1] ?? Number.NaN
  const changes = known.slice(1).map((_day, index) => at(index + 1) - at(index))
  const usual = median(changes)
  if (usual === null) return []
  const distances = changes.map((change) => Math.abs(change - usual))
  // Where most days change by the same amount the median distance is nothing: then the mean speaks.
  const spread = (median(distances) ?? 0) * 1.48 || mean(distances) * 1.25
  if (spread === 0) return []
  const least = Math.max(outstanding * spread, usualDays * Math.abs(usual))
  const isOutstanding = (change: number) => Math.abs(change - usual) > least
  const shifts: LevelShift[] = []
  for (let index = 1; index < known.length - 1; index += 1) {
    const change = (changes[index - 1] ?? 0) - usual
    if (!isOutstanding(change + usual) || runLength(changes, index - 1, isOutstanding) > atOnce) continue
    const before = median(slice(at, Math.max(lastStart(shifts, known), index - around), index))
    const after = median(slice(at, index, Math.min(known.length, index + around)))
    if (before === null || after === null) continue
    const by = after - before
    if (Math.sign(by) !== Math.sign(change) || Math.abs(by) < 0.6 * Math.abs(change)) continue
    const isYoung = known.length - index < surely
    if (!isYoung || isNew(after, slice(at, Math.max(0, index - lately), index))) {
      shifts.push({ day: known[index] ?? 0, by })
    }
  }
  return shifts
}

/** How many changes around this one are outstanding to the same side, one after the other. */
function runLength(
  changes: readonly number[],
  place: number,
  isOutstanding: (change: number) => boolean,
): number {
  const side = Math.sign(changes[place] ?? 0)
  const goesOn = (at: number) => {
    const change = changes[at]
    return change !== undefined && Math.sign(change) === side && isOutstanding(change)
  }
  let length = 1
  for (let at = place - 1; goesOn(at); at -= 1) length += 1
  for (let at = place + 1; goesOn(at); at += 1) length += 1
  return length
}

/** The level before a step is measured since the last one. */
function lastStart(shifts: readonly LevelShift[], known: readonly number[]): number {
  const last = shifts.at(-1)
  return last ? known.indexOf(last.day) : 0
}

const isNew = (level: number, seen: readonly number[]) =>
  level < Math.min(...seen) || level > Math.max(...seen)

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const slice = (at: (index: number) => number, from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_unused, index) => at(from + index))
