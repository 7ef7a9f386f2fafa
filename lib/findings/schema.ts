import { z } from 'zod'
import { calendarDay, optionalWords, orCleared, orNone, pageNumber, words } from '@/lib/format/form-fields'
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
  page: pageNumber,
})
export type FindingFilter = z.infer<typeof findingFilter>

const day = calendarDay()
const person = z.uuid('Choose a person')
const severity = z.enum(severities, { error: 'Choose a severity' })

const optionalText = optionalWords()

/** Where a finding that a person writes down may come from. */
export const personOrigins = ['manual', 'incident', 'alert', 'walkthrough', 'verification'] as const
/** What a person may call it; red flags and blind spots come from rules. */
export const personKinds = ['defect', 'knowledge-gap', 'doc-gap'] as const

/** The form of a finding that a person writes down. */
export const newFinding = z.strictObject({
  systemId: z.uuid('Choose the system'),
  title: z
    .string({ error: 'Say in one line what is wrong' })
    .trim()
    .min(3, 'Say in one line what is wrong, e.g. "Nobody can restore the billing archive"')
    .max(160, 'At most 160 characters; the rest belongs into "What was seen"'),
  detail: words('restore of 12 Nov ended with an error in table invoices'),
  remediation: words('repair the archive job, then restore once more'),
  severity,
  severityReason: words('data of paying customers', 500),
  ownerId: orCleared(person),
  due: orCleared(day),
  origin: z.enum(personOrigins).default('manual'),
  kind: z.enum(personKinds).default('defect'),
})
export type NewFinding = z.infer<typeof newFinding>

/** What the address of that form may fill in: whoever proposes a finding leads there. Unknown values fall back. */
export const newFindingQuery = z.object({
  system: z.uuid().nullable().catch(null),
  title: optionalText.catch(''),
  detail: optionalText.catch(''),
  remediation: optionalText.catch(''),
  severity: z.enum(severities).catch('medium'),
  severityReason: optionalText.catch(''),
  owner: z.uuid().nullable().catch(null),
  due: day.nullable().catch(null),
  origin: z.enum(personOrigins).catch('manual'),
  kind: z.enum(personKinds).catch('defect'),
})
export type NewFindingQuery = z.infer<typeof newFindingQuery>

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
    ownerId: orCleared(person),
  }),
  z.strictObject({ do: z.literal('due'), due: day, comment: z.string().trim().max(4_000).default('') }),
  z.strictObject({ do: z.literal('severity'), severity, reason: words('reachable from the internet') }),
  z.strictObject({
    do: z.literal('request-acceptance'),
    decision: z.enum(acceptanceDecisions, { error: 'Choose what is done about the risk' }),
    rationale: words('the system is retired in January'),
    until: day,
    compensatingCheckId: orNone(z.uuid()),
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
