import { nextSlot } from '@/lib/tasks/slots'
import { starterSchedule } from '@/lib/tasks/starter-schedule'
import type { PlanTier } from './plan-schema'

/** Of a system, what decides when its restores run. */
export interface QuietTimes {
  timeZone: string
  /** Its low-traffic window as written; null: none. */
  maintenanceWindow: string | null
}

/** When a plan of this tier runs next: at the beginning of the low-traffic window, after `now`. Pure. */
export function nextDue(tier: PlanTier, { timeZone, maintenanceWindow }: QuietTimes, now: Date): Date {
  const timetable = {
    schedule: starterSchedule(tier, maintenanceWindow),
    timeZone,
    window: maintenanceWindow,
    startsAt: new Date(now.getTime() + 1),
  }
  const next = nextSlot(timetable, timetable.startsAt)
  if (!next) throw new Error(`tier ${tier} has no next time`)
  return next
}
