import { z } from 'zod'
import { severities } from '@/lib/findings/severity'
import { emptyIsNull, optionalWords, pageNumber, typedMoment, words } from '@/lib/format/form-fields'

/** Who noticed first. Alerts of other tools count apart from our own checks, and users are who should never be first. */
export const detections = ['us', 'alert', 'users'] as const
export type Detection = (typeof detections)[number]

export const incidentStates = ['open', 'closed'] as const
export type IncidentState = (typeof incidentStates)[number]

/** What may prevent the next one: something that runs, is done, is asked, or rings. */
export const preventionKinds = ['check', 'task', 'control', 'alert-rule'] as const
export type PreventionKind = (typeof preventionKinds)[number]

/** Gone: the check was removed, the task archived, the question is not asked any more. */
export const preventionStates = ['unproven', 'proven', 'gone'] as const
export type PreventionState = (typeof preventionStates)[number]

export const incidentEventTypes = [
  'recorded',
  'changed',
  'comment',
  'prevention-added',
  'prevention-removed',
  'prevention-proven',
  'closed',
  'reopened',
] as const
export type IncidentEventType = (typeof incidentEventTypes)[number]

const revision = z.coerce.number().int().min(1)
const number = z.coerce.number().int().min(1).max(2_147_483_647)
const optionalId = z.preprocess(emptyIsNull, z.uuid().nullable().default(null))

const told = {
  title: words('Orders answered 500 for 40 minutes', 160),
  detail: words('at 02:10 the disk of orders-db was full; writes failed until old archives were removed'),
  startedAt: typedMoment('2026-11-14 02:10'),
  detectedAt: typedMoment('2026-11-14 02:31'),
  endedAt: z.preprocess(emptyIsNull, typedMoment('2026-11-14 02:50').nullable().default(null)),
  detectedBy: z.enum(detections, { error: 'Choose who noticed it first' }),
  severity: z.enum(severities, { error: 'Choose a severity' }),
  costMinutes: z.preprocess(
    emptyIsNull,
    z.coerce
      .number({ error: 'Write minutes of all people together, e.g. 90' })
      .int('Write whole minutes, e.g. 90')
      .min(0, 'Not less than 0')
      .max(1_000_000, 'At most 1,000,000 minutes')
      .nullable()
      .default(null),
  ),
  cost: optionalWords(500),
} as const

/** What happened, as somebody writes it down. */
export const incidentForm = z.strictObject({
  systemId: z.uuid('Choose the system'),
  ...told,
  /** What it was started from. */
  findingId: optionalId,
  alertId: optionalId,
})
export type IncidentForm = z.infer<typeof incidentForm>

/** The same later, with the lesson; `revision` is the one that the form showed. */
export const incidentChange = z.strictObject({ number, revision, ...told, lesson: optionalWords() })
export type IncidentChange = z.infer<typeof incidentChange>

/** What the address of the form may fill in. Unknown values fall back, they never fail. */
export const newIncidentQuery = z.object({
  system: z.uuid().nullable().catch(null),
  finding: number.nullable().catch(null),
  alert: z.uuid().nullable().catch(null),
})
export type NewIncidentQuery = z.infer<typeof newIncidentQuery>

const why = words('it would have said so two days before', 1_000)
const neededTimes = z.coerce
  .number({ error: 'Write how many times, e.g. 2' })
  .int('Write a whole number, e.g. 2')
  .min(1, 'At least once')
  .max(24, 'At most 24 times')
const named = { number, why } as const

/** What would have prevented it: one that is there, or one that is made here. */
export const preventionForm = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('check'), ...named, checkId: z.uuid('Choose a check') }),
  z.strictObject({
    how: z.literal('new-check'),
    ...named,
    /** "<target>:<kind>", as the form offers it. */
    offer: z
      .string({ error: 'Choose what is to be looked at' })
      .regex(/^[0-9a-f-]{36}:[a-z0-9_.]{1,60}$/, 'Choose what is to be looked at'),
  }),
  z.strictObject({ how: z.literal('task'), ...named, taskId: z.uuid('Choose a task'), neededTimes }),
  z.strictObject({
    how: z.literal('new-task'),
    ...named,
    title: words('Remove archives older than 30 days', 160),
    procedure: words('run remove-archives.sh, then look at df -h', 8_000),
    tier: z.enum(['daily', 'weekly', 'monthly', 'quarterly'], { error: 'Choose how often, e.g. weekly' }),
    neededTimes,
  }),
  z.strictObject({
    how: z.literal('control'),
    ...named,
    controlKey: z.string({ error: 'Choose a question' }).min(1, 'Choose a question').max(80),
  }),
  z.strictObject({
    how: z.literal('new-control'),
    ...named,
    question: words('Does every archive folder have a limit?', 300),
    remediation: words('set a limit in archive.conf', 2_000),
  }),
  z.strictObject({ how: z.literal('alert-rule'), ...named, alertRule: words('DiskFillsWithin24h', 200) }),
])
export type PreventionForm = z.infer<typeof preventionForm>

/** The ways in their order on the page. */
export const preventionWays = preventionForm.options.map(({ shape }) => shape.how.value)
export type PreventionWay = PreventionForm['how']

/** What the address of that form may fill in. */
export const preventionQuery = z.object({
  how: z.enum(preventionWays as [PreventionWay, ...PreventionWay[]]).catch('check'),
  what: z.string().max(300).catch(''),
  why: z.string().max(1_000).catch(''),
  title: z.string().max(160).catch(''),
})
export type PreventionQuery = z.infer<typeof preventionQuery>

export const removalForm = z.strictObject({
  number,
  preventionId: z.uuid(),
  reason: words('another check sees it earlier', 500),
})

export const commentForm = z.strictObject({ number, comment: words('asked the storage team') })

/** Closing; `notPreventable` is the reason why nothing could have prevented it. */
export const closingForm = z.strictObject({
  number,
  revision,
  endedAt: z.preprocess(emptyIsNull, typedMoment('2026-11-14 02:50').nullable().default(null)),
  lesson: words('a full disk is seen days before, if somebody looks'),
  notPreventable: optionalWords(1_000),
})
export type ClosingForm = z.infer<typeof closingForm>

export const reopenForm = z.strictObject({ number, reason: words('it happened again on Monday', 500) })

export const incidentViews = ['open', 'no-prevention', 'unproven', 'users', 'closed', 'all'] as const
export type IncidentView = (typeof incidentViews)[number]

/** What the address of the list says. Unknown values fall back, they never fail. */
export const incidentFilter = z.object({
  view: z.enum(incidentViews).catch('open'),
  q: z
    .string()
    .trim()
    .max(100)
    .refine((text) => !text.includes('\u0000'))
    .catch(''),
  /** "2026-Q4"; all when absent. */
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/)
    .nullable()
    .catch(null),
  page: pageNumber,
})
export type IncidentFilter = z.infer<typeof incidentFilter>
