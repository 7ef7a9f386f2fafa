import { z } from 'zod'

/** What an administrator says when opening a private range. */
export const allowRangeSchema = z.strictObject({
  cidr: z
    .string({ error: 'Write a range such as 10.1.2.0/24.' })
    .trim()
    .min(1, 'Write a range such as 10.1.2.0/24.')
    .max(64),
  reason: z
    .string({ error: 'Say why this range may be reached.' })
    .trim()
    .min(3, 'Say why this range may be reached: a few words are enough.')
    .max(500, 'At most 500 characters.'),
})

export type AllowRange = z.infer<typeof allowRangeSchema>
