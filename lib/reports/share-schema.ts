import { z } from 'zod'

/** How long a link may work at most. */
export const longestShareDays = 90

/** Who shall see a report without signing in, and for how long. */
export const shareForm = z.strictObject({
  reportId: z.uuid(),
  days: z.coerce
    .number({ error: 'Say for how many days the link works: 7.' })
    .int('Whole days, for example 7.')
    .min(1, 'At least 1 day.')
    .max(longestShareDays, `At most ${longestShareDays} days. Make a new link when it has ended.`),
  note: z.string().trim().max(200, 'At most 200 characters.').default(''),
})
export type ShareInput = z.infer<typeof shareForm>

/** Which link to end. */
export const revokeShareForm = z.strictObject({ shareId: z.uuid() })
