import { windowWeekday } from '@/lib/systems/maintenance-window'
import { inWindow, type Schedule } from './schedule-schema'
import type { TaskTier } from './schema'

/** Minutes that a starter task has until it is overdue. */
export const starterGraceMinutes: Readonly<Record<TaskTier, number>> = {
  daily: 12 * 60,
  weekly: 3 * 1_440,
  monthly: 10 * 1_440,
  quarterly: 21 * 1_440,
}

/**
 * When work of a tier is due by default: when the low-traffic window begins; daily every day, weekly on the window's
 * day, monthly on the first such day of the month, quarterly on the first of the quarter. So the rarer always falls
 * on a day of the more frequent, and can come after it.
 */
export function starterSchedule(tier: TaskTier, window: string | null): Schedule {
  const weekday = windowWeekday(window)
  switch (tier) {
    case 'daily':
      return { type: 'daily', at: inWindow }
    case 'weekly':
      return { type: 'weekly', weekdays: [weekday], at: inWindow }
    case 'monthly':
      return { type: 'monthly-weekday', nth: 1, weekday, missing: 'last', at: inWindow }
    case 'quarterly':
      return { type: 'quarterly-weekday', month: 1, nth: 1, weekday, missing: 'last', at: inWindow }
  }
}
