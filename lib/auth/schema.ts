import { z } from 'zod'
import { passwordMaximum } from './password-rules'
import { landings, roles } from './viewer'

const name = z
  .string({ error: 'Write a name.' })
  .trim()
  .min(1, 'Write a name.')
  .max(100, 'At most 100 characters.')

export const emailAddress = z
  .string({ error: 'Write an e-mail address such as ada@example.com.' })
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('Write an e-mail address such as ada@example.com.'))

const timeZone = z
  .string({ error: 'Choose a time zone.' })
  .refine(isTimeZone, 'Choose a time zone of the list, such as Europe/Berlin.')

// How good a new password is, password-rules.ts says; here only that there is one.
const password = z
  .string({ error: 'Write a password.' })
  .min(1, 'Write a password.')
  .max(1024, `At most ${passwordMaximum} characters.`)

/** A box that is ticked, as HTML forms send it. */
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

const role = z.enum(roles, { error: 'Choose one of the four roles.' })
const teamIds = z.array(z.uuid('Choose teams of the list.')).max(200).default([])

// Only for the browser's password manager; nobody reads it.
const username = z.string().max(254).optional()

export const signInSchema = z.strictObject({
  email: z
    .string({ error: 'Write your e-mail address.' })
    .trim()
    .toLowerCase()
    .min(1, 'Write your e-mail address.')
    .max(254),
  password: z.string({ error: 'Write your password.' }).min(1, 'Write your password.').max(1024),
  next: z.string().max(2000).optional(),
})

export const firstAdminSchema = z.strictObject({
  token: z.string().max(100),
  name,
  email: emailAddress,
  password,
  timeZone,
})
export const chosenPasswordSchema = z.strictObject({
  username,
  token: z.string().max(100),
  password,
  timeZone,
})
export const newUserSchema = z.strictObject({ name, email: emailAddress, role, teamIds })
export const changedUserSchema = z.strictObject({ id: z.uuid(), name, role, teamIds })
export const byIdSchema = z.strictObject({ id: z.uuid() })
export const newTeamSchema = z.strictObject({ name })
export const changedTeamSchema = z.strictObject({
  id: z.uuid(),
  name,
  memberIds: z.array(z.uuid('Choose people of the list.')).max(1000).default([]),
})
export const profileSchema = z.strictObject({
  name,
  timeZone,
  theme: z.enum(['system', 'light', 'dark'], { error: 'Choose one of the three.' }),
  hotkeys: ticked,
  landing: z.enum(landings, { error: 'Choose one of the four pages.' }),
})
export const newPasswordSchema = z.strictObject({
  username,
  current: z
    .string({ error: 'Write your present password.' })
    .min(1, 'Write your present password.')
    .max(1024),
  password,
})

export type FirstAdmin = z.infer<typeof firstAdminSchema>
export type NewUser = z.infer<typeof newUserSchema>
export type ChangedUser = z.infer<typeof changedUserSchema>
export type ChangedTeam = z.infer<typeof changedTeamSchema>
export type Profile = z.infer<typeof profileSchema>

/** Whether the runtime can show times in this zone. */
export function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}
