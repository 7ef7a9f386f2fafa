import { z } from 'zod'
import { typedMoment } from '@/lib/drills/schema'
import { optionalWords } from '@/lib/format/form-fields'

/** Whether it wanted somebody's attention, or got somebody out of bed. */
export const alertClasses = ['attention', 'wake'] as const
export type AlertClass = (typeof alertClasses)[number]

/** What became of an alert. */
export const alertOutcomes = ['acted', 'needed-nothing', 'too-late', 'unknown'] as const
export type AlertOutcome = (typeof alertOutcomes)[number]

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)
const laterMoment = z.preprocess(empty, z.string().max(40).nullable().default(null))

/** One alert as it is typed; a line of a pasted list has the same parts. */
export const alertForm = z.strictObject({
  rule: z
    .string({ error: 'Name the rule that fired, e.g. DiskFull' })
    .trim()
    .min(1, 'Name the rule that fired, e.g. DiskFull')
    .max(200, 'At most 200 characters'),
  class: z.enum(alertClasses, { error: 'Choose attention or wake' }),
  firedAt: typedMoment('2026-11-14 03:30'),
  acknowledgedAt: laterMoment,
  endedAt: laterMoment,
  outcome: z.enum(alertOutcomes, {
    error: 'Choose what became of it: acted, needed-nothing, too-late or unknown',
  }),
  snoozeCount: z.preprocess(
    (value) => empty(value) ?? 0,
    z.coerce
      .number({ error: 'Write a whole number, e.g. 2' })
      .int('Write a whole number, e.g. 2')
      .min(0, 'Not less than 0')
      .max(1_000, 'At most 1,000'),
  ),
  note: optionalWords(),
})
export type AlertForm = z.infer<typeof alertForm>

/** The form into which a whole list is pasted. */
export const alertListForm = z.strictObject({
  lines: z
    .string({ error: 'Paste one alert per line' })
    .trim()
    .min(1, 'Paste one alert per line, e.g. DiskFull, wake, 2026-11-14 03:30, 2026-11-14 03:34, , acted')
    .max(100_000, 'At most 100,000 characters: paste it in parts'),
})

/** What an alert can become once somebody knows it. */
export const alertRating = z.strictObject({
  alertId: z.uuid(),
  outcome: z.enum(alertOutcomes).exclude(['unknown'], { error: 'Choose what became of it' }),
})
