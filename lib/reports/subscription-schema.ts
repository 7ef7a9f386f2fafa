import { z } from 'zod'
import { isTimeZone } from './schema'
import { subscriptionTimings } from './weekly-time'

const time = z
  .string({ error: 'Write a time such as 06:00.' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 06:00.')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))

/** The form on which a person says which report comes when; one per scope. */
export const subscriptionForm = z
  .strictObject({
    /** "instance", or the id of a team. */
    scope: z.union([z.literal('instance'), z.uuid()], { error: 'Choose all systems or a team of the list.' }),
    timing: z.enum(subscriptionTimings, { error: 'Choose one of the two.' }),
    weekday: z.coerce
      .number({ error: 'Choose a day of the week.' })
      .int('Choose a day of the week.')
      .min(1, 'Choose a day of the week.')
      .max(7, 'Choose a day of the week.'),
    time,
    timeZone: z.string().max(64).refine(isTimeZone, 'Choose a time zone, e.g. Europe/Berlin'),
  })
  .transform(({ time: minuteOfDay, timeZone: zone, ...rest }) => ({ ...rest, minuteOfDay, zone }))

export type SubscriptionForm = z.infer<typeof subscriptionForm>

/** The one field of the form that ends a subscription without signing in. */
export const unsubscribeForm = z.strictObject({ token: z.string().max(200) })
