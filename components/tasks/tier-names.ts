import type { TaskTier } from '@/lib/tasks/schema'

/** Words of the tiers, as headings. */
export const tierNames: Readonly<Record<TaskTier, string>> = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
}
