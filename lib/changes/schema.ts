import { z } from 'zod'
import { observationSubjects } from '@/lib/checks/observation'
import { pageNumber, typedMoment } from '@/lib/format/form-fields'
import { announcementKinds } from './expectation'

/** Views of the list of changes: what waits for somebody first. */
export const changeViews = ['open', 'unexpected', 'expected', 'all'] as const
export type ChangeView = (typeof changeViews)[number]

/** What the address of the list says. Unknown values fall back, they never fail. */
export const changeFilter = z.object({
  view: z.enum(changeViews).catch('open'),
  subject: z.enum(observationSubjects).nullable().catch(null),
  q: z
    .string()
    .trim()
    .max(100)
    .refine((text) => !text.includes('\u0000'))
    .catch(''),
  /** One change with all that was seen with it. */
  change: z.uuid().nullable().catch(null),
  page: pageNumber,
})
export type ChangeFilter = z.infer<typeof changeFilter>

/** Why an unexpected change is all right, in the words of whoever looked. */
export const acknowledgement = z.strictObject({
  changeId: z.string().max(64),
  reason: z
    .string({ error: 'Say why this is all right, e.g. "Anna raised it for the night run, ticket 4711"' })
    .trim()
    .min(3, 'Say why this is all right, e.g. "Anna raised it for the night run, ticket 4711"')
    .max(500, 'At most 500 characters'),
})
export type Acknowledgement = z.infer<typeof acknowledgement>

/** The form in which somebody says that something will change, or has just changed. */
export const announcementForm = z.strictObject({
  kind: z.enum(announcementKinds, { error: 'Choose what kind of change it is' }),
  title: z
    .string({ error: 'Say in a few words what changes, e.g. "Release 2026.11.3"' })
    .trim()
    .min(3, 'Say in a few words what changes, e.g. "Release 2026.11.3"')
    .max(120, 'At most 120 characters'),
  url: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    z
      .url({
        protocol: /^https?$/,
        error: 'Write a whole address, e.g. https://git.example.com/shop/releases/42',
      })
      .max(500, 'At most 500 characters')
      .nullable()
      .default(null),
  ),
  startsAt: typedMoment('2026-11-30 22:00'),
  endsAt: typedMoment('2026-11-30 23:30'),
})
export type AnnouncementForm = z.infer<typeof announcementForm>

export const withdrawal = z.strictObject({ announcementId: z.string().max(64) })
