import { z } from 'zod'
import { longestPauseDays } from './pause-limit'

export const checkEdit = z.strictObject({
  name: z.string().trim().min(1, 'A name is needed').max(120, 'At most 120 characters'),
  intervalSeconds: z.coerce
    .number({ error: 'Write a number of seconds, e.g. 300' })
    .int('Write whole seconds')
    .min(10, 'At least 10 seconds: checks must not become a load')
    .max(31_536_000, 'At most a year'),
  timeoutSeconds: z.coerce
    .number({ error: 'Write a number of seconds, e.g. 10' })
    .min(1, 'At least 1 second')
    .max(300, 'At most 300 seconds'),
  failAfter: z.coerce
    .number({ error: 'Write a number of runs, e.g. 2' })
    .int()
    .min(1, 'At least 1')
    .max(20, 'At most 20'),
})
export type CheckEdit = z.infer<typeof checkEdit>

export const pauseRequest = z.strictObject({
  reason: z
    .string({ error: 'Say why' })
    .trim()
    .min(3, 'Say why, e.g. "planned migration until Friday"')
    .max(300, 'At most 300 characters'),
  days: z.coerce
    .number({ error: 'Write a number of days, e.g. 3' })
    .min(0.04, 'At least an hour')
    .max(longestPauseDays, `At most ${longestPauseDays} days`),
})
export type PauseRequest = z.infer<typeof pauseRequest>
