import { z } from 'zod'

/** What the cookie says: which session, and at which version of its owner. Everything else is in the database. */
export const sessionClaims = z.object({ sid: z.uuid(), sv: z.int().min(1) })

export type SessionClaims = z.infer<typeof sessionClaims>

/** Longest life of a session, and of its cookie. */
export const sessionSeconds = 7 * 24 * 60 * 60
