import { databaseNow } from '@/lib/db/database'
import { rollUpDelaySeconds } from '../flush'
import { completeHour, type RollUp, readWatermark, rollUp, startRollUp } from './roll-up-store'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Before the first run is stored: from this hour on, everything is rolled up. */
export async function beginRollUps(): Promise<void> {
  const hour = new Date(floorTo((await databaseNow()).getTime() - rollUpDelaySeconds * 1000, hourMs))
  for (const which of ['roll-up-runs', 'roll-up-samples'] as const) await startRollUp(which, hour)
}

/**
 * Rolls all hours up that are complete, then the days that they belong to; the current day counts what it
 * has so far. May be called as often as one likes. Returns the number of hours.
 */
export async function rollUpCompleteHours(which: RollUp): Promise<number> {
  const now = await databaseNow()
  const end = floorTo(now.getTime() - rollUpDelaySeconds * 1000, hourMs)
  const first = (await readWatermark(which))?.getTime() ?? end
  let hour = first
  while (hour < end && (await completeHour(which, new Date(hour), new Date(hour + hourMs)))) hour += hourMs
  if (hour === first) return 0
  for (let day = floorTo(first, dayMs); day < hour; day += dayMs) {
    await rollUp(which, 'day', new Date(day), new Date(day + dayMs))
  }
  return (hour - first) / hourMs
}

function floorTo(at: number, step: number): number {
  return Math.floor(at / step) * step
}
