/** At a time of the week, or as soon as the report is there. */
export const subscriptionTimings = ['scheduled', 'when-built'] as const
export type SubscriptionTiming = (typeof subscriptionTimings)[number]

/** Monday first, as weeks of reports begin. */
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** When a report is sent to somebody. */
export interface SendingTime {
  timing: SubscriptionTiming
  /** 1 Monday … 7 Sunday. */
  weekday: number
  /** 360: 06:00. */
  minuteOfDay: number
  zone: string
}

/** What is proposed: the week is read where it begins. */
export const usualTime: Omit<SendingTime, 'zone'> = { timing: 'scheduled', weekday: 1, minuteOfDay: 360 }

/** "06:00" of minutes since midnight. */
export function clockOf(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
}
