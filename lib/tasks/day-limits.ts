import type { DayLimits } from './due-store'
import { localDay, startOfDay } from './local-time'

/** Days that "later" reaches ahead. */
export const laterDays = 30

/** Where today, this week and "later" end on the clock of a zone. */
export function dayLimits(now: Date, zone: string): DayLimits {
  const today = localDay(now, zone)
  return {
    now,
    tomorrow: startOfDay(today.add({ days: 1 }), zone),
    nextWeek: startOfDay(today.add({ days: 8 - today.dayOfWeek }), zone),
    horizon: startOfDay(today.add({ days: laterDays + 1 }), zone),
  }
}
