import { z } from 'zod'
import { acceptanceDecisions } from './acceptance-rules'
import { findingViews } from './finding-views'
import { severities } from './severity'

const sort = z
  .string()
  .regex(/^-?(severity|due|age|system|owner|state)$/)
  .catch('severity')

/** What the address of the findings list says. Unknown values fall back, they never fail. */
export const findingFilter = z.object({
  view: z.enum(findingViews).catch('open'),
  q: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\u0000'))
    .catch(''),
  severity: z.enum(severities).nullable().catch(null),
  system: z.uuid().nullable().catch(null),
  sort,
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type FindingFilter = z.infer<typeof findingFilter>

const words = (example: string, limit = 4_000) =>
  z
    .string({ error: `Write it down, e.g. "${example}"` })
    .trim()
    .min(3, `Write it down, e.g. "${example}"`)
    .max(limit, `At most ${limit.toLocaleString('en')} characters`)
const day = z
  .string({ error: 'Choose a date' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a date, e.g. 2026-11-30')
const person = z.uuid('Choose a person')
const severity = z.enum(severities, { error: 'Choose a severity' })

/** Everything that a person can do with a finding; `do` names it. */
export const findingAction = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('triage'),
    severity,
    ownerId: person,
    due: day,
    comment: z.string().trim().max(4_000).default(''),
  }),
  z.strictObject({ do: z.literal('start') }),
  z.strictObject({ do: z.literal('resolve'), note: words('certificate renewed') }),
  z.strictObject({
    do: z.literal('confirm'),
    evidence: words('https://wiki.example.com/restore-2026-11-23'),
  }),
  z.strictObject({ do: z.literal('dismiss'), reason: words('table is empty by design'), reviewOn: day }),
  z.strictObject({
    do: z.literal('merge'),
    reason: words('same disk'),
    duplicateOf: z
      .string({ error: 'Name the other finding, e.g. F-12' })
      .trim()
      .regex(/^f?-?\d{1,9}$/i, 'Name the other finding, e.g. F-12'),
  }),
  z.strictObject({ do: z.literal('comment'), comment: words('asked the database team') }),
  z.strictObject({ do: z.literal('reopen'), comment: words('seen again on the second node') }),
  z.strictObject({
    do: z.literal('owner'),
    ownerId: z.preprocess((value) => (value === '' ? null : value), person.nullable()),
  }),
  z.strictObject({ do: z.literal('due'), due: day, comment: z.string().trim().max(4_000).default('') }),
  z.strictObject({ do: z.literal('severity'), severity, reason: words('reachable from the internet') }),
  z.strictObject({
    do: z.literal('request-acceptance'),
    decision: z.enum(acceptanceDecisions, { error: 'Choose what is done about the risk' }),
    rationale: words('the system is retired in January'),
    until: day,
    compensatingCheckId: z.preprocess(
      (value) => (value === '' ? null : value),
      z.uuid().nullable().default(null),
    ),
  }),
  z.strictObject({ do: z.literal('approve-acceptance'), acceptanceId: z.uuid() }),
  z.strictObject({
    do: z.literal('decline-acceptance'),
    acceptanceId: z.uuid(),
    reason: words('fix it before the release instead'),
  }),
  z.strictObject({ do: z.literal('revoke-acceptance'), reason: words('the fix is available now') }),
])
export type FindingAction = z.infer<typeof findingAction>
