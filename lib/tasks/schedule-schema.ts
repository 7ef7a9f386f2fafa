import { z } from 'zod'

// A schedule is stored as JSON of one of these shapes. Whether it ever fires is judged in check-schedule.ts.

/** What happens in a month, quarter or year that lacks the chosen day: it is left out, or the last one is taken. */
export const missingDays = ['skip', 'last'] as const
export type MissingDay = (typeof missingDays)[number]

export const scheduleTypes = [
  'daily',
  'weekly',
  'monthly-day',
  'monthly-weekday',
  'quarterly-day',
  'quarterly-weekday',
  'yearly',
  'interval',
  'cron',
] as const
export type ScheduleType = (typeof scheduleTypes)[number]

export const intervalUnits = ['days', 'weeks', 'months'] as const

/** ISO: 1 is Monday, 7 is Sunday. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** The word that stands for "when the system's low-traffic window begins". */
export const inWindow = 'window'

const whole = (example: number) =>
  z.coerce
    .number({ error: `Write a whole number, e.g. ${example}` })
    .int(`Write a whole number, e.g. ${example}`)

const at = z
  .string({ error: 'Write a time of day, e.g. 02:30' })
  .trim()
  .refine(
    (text) => text === inWindow || /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
    'Write a time of day from 00:00 to 23:59, e.g. 02:30, or choose the low-traffic window',
  )
const weekday = whole(1).min(1, 'Choose a weekday, e.g. Monday').max(7, 'Choose a weekday, e.g. Monday')
const nth = z.union([
  z.literal('last'),
  whole(1).min(1, 'First to fifth, e.g. 1').max(5, 'A month has no sixth one: choose first to fifth or last'),
])
const missing = z.enum(missingDays, {
  error: 'Choose what happens where the day is missing: leave it out, or take the last one',
})
const dayUpTo = (limit: number, what: string) =>
  z.union([
    z.literal('last'),
    whole(1)
      .min(1, 'From day 1 on')
      .max(limit, `${what} has no day after ${limit}: choose an earlier one, or "last"`),
  ])

/** When a task is due; local times are meant in the task's own zone. */
export const schedule = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('daily'), at }),
    z.strictObject({
      type: z.literal('weekly'),
      weekdays: z
        .array(weekday)
        .min(1, 'Choose at least one weekday, e.g. Monday')
        .max(7)
        .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
      at,
    }),
    z.strictObject({ type: z.literal('monthly-day'), day: dayUpTo(31, 'A month'), missing, at }),
    z.strictObject({ type: z.literal('monthly-weekday'), nth, weekday, missing, at }),
    z.strictObject({ type: z.literal('quarterly-day'), day: dayUpTo(92, 'A quarter'), missing, at }),
    z.strictObject({
      type: z.literal('quarterly-weekday'),
      /** 1 is the first month of the quarter. */
      month: whole(1).min(1, 'First to third month, e.g. 1').max(3, 'A quarter has three months, e.g. 1'),
      nth,
      weekday,
      missing,
      at,
    }),
    z.strictObject({
      type: z.literal('yearly'),
      month: whole(3).min(1, 'From 1 (January), e.g. 3').max(12, 'Up to 12 (December), e.g. 3'),
      day: dayUpTo(31, 'A month'),
      missing,
      at,
    }),
    z.strictObject({
      type: z.literal('interval'),
      every: whole(30).min(1, 'At least 1, e.g. 30').max(366, 'At most 366, e.g. 30'),
      unit: z.enum(intervalUnits, { error: 'Choose days, weeks or months' }),
      at,
    }),
    z.strictObject({
      type: z.literal('cron'),
      expression: z
        .string({ error: 'Write five fields, e.g. "30 2 * * 1" (Mondays at 02:30)' })
        .trim()
        .max(120, 'At most 120 characters'),
    }),
  ],
  { error: 'Choose how it repeats, e.g. weekly' },
)
export type Schedule = z.infer<typeof schedule>
