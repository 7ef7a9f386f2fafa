import { median } from '@/lib/samples/theil-sen'
import type { CapacityPoint } from './forecast'

const weekMs = 7 * 86_400_000
/** Days of a week that must have been measured. */
const neededDays = 4
/** A year and more at the pace of the last two weeks: our own proposal. */
const share = 1 / 52

/**
 * Whether a series has stopped: the middle of its last week differs from that of the week before by so little of the
 * way to its limit that the rest would take a year. One value a day, oldest first. A fall is no standstill. Pure.
 */
export function standsStill(points: readonly CapacityPoint[], limit: number, now: number): boolean {
  const week = (ago: number) =>
    points
      .filter(({ at }) => at <= now - ago * weekMs && at > now - (ago + 1) * weekMs)
      .map(({ value }) => value)
      .filter(Number.isFinite)
  const [last, before] = [week(0), week(1)]
  if (last.length < neededDays || before.length < neededDays) return false
  const [level, earlier] = [median(last), median(before)]
  if (level === null || earlier === null) return false
  return Math.abs(level - earlier) <= share * Math.abs(limit - level)
}
