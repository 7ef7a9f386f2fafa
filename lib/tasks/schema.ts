import { z } from 'zod'
import { severities } from '@/lib/findings/severity'
import {
  calendarDay,
  emptyIsNull,
  firstOf,
  optionalWords,
  orNone,
  pageNumber,
  ticked,
  words,
} from '@/lib/format/form-fields'
import { schedule } from './schedule-schema'

export const taskTiers = ['daily', 'weekly', 'monthly', 'quarterly'] as const
export type TaskTier = (typeof taskTiers)[number]

export const evidencePolicies = ['none', 'optional', 'required'] as const
export type EvidencePolicy = (typeof evidencePolicies)[number]

export const idempotences = ['yes', 'no', 'unknown'] as const
export const automations = ['manual', 'check'] as const
export const anchors = ['scheduled', 'completed'] as const

/** What is stored of an occurrence; the rest is derived from time (derive-status.ts). */
export const occurrenceStates = ['pending', 'in-progress', 'done', 'done-with-problem', 'skipped'] as const
export type OccurrenceState = (typeof occurrenceStates)[number]

export const taskEventTypes = [
  'created',
  'changed',
  'paused',
  'resumed',
  'archived',
  'claimed',
  'released',
  'blocked',
  'unblocked',
  'snoozed',
  'recorded',
  'skipped',
  'proven',
  'problem-reported',
] as const
export type TaskEventType = (typeof taskEventTypes)[number]

/** Days that a pause of a task may last; a longer one is a decision to stop maintaining. */
export const longestTaskPauseDays = 90

const optionalId = orNone(z.uuid())
const minutes = z.coerce
  .number({ error: 'Write a number of minutes, e.g. 20' })
  .int('Write whole minutes, e.g. 20')
  .min(1, 'At least 1 minute')
/** What the page showed; a form that is older than the row is told so and loses nothing. */
const revision = z.coerce.number().int().min(1)

const timeZone = z
  .string()
  .refine(
    (zone) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone),
    'Write a zone such as Europe/Berlin',
  )

const taskFields = {
  tier: z.enum(taskTiers, { error: 'Choose how often, e.g. weekly' }),
  title: words('Refresh the statistics of busy tables', 160),
  why: words('plans go wrong when statistics are old', 2_000),
  procedure: words('run ANALYZE on the ten busiest tables', 8_000),
  expectedMinutes: minutes.max(2_880, 'At most two days: split it into smaller tasks'),
  evidenceWanted: optionalWords(500),
  evidencePolicy: z.enum(evidencePolicies),
  measureLabel: z.preprocess(emptyIsNull, z.string().trim().max(80, 'At most 80 characters').nullable()),
  measureUnit: z.preprocess(emptyIsNull, z.string().trim().max(20, 'At most 20 characters').nullable()),
  idempotent: z.enum(idempotences),
  idempotentProof: optionalWords(500),
  needsDowntime: ticked,
  needsVerification: ticked,
  automation: z.enum(automations),
  provenByKinds: z.array(z.string().max(60)).max(12, 'At most 12 kinds of checks').default([]),
  schedule,
  timeZone,
  anchor: z.enum(anchors),
  afterTaskId: optionalId,
  graceMinutes: z.coerce
    .number({ error: 'Write a number of minutes, e.g. 720 for 12 hours' })
    .int('Write whole minutes, e.g. 720')
    .min(0, 'Not below 0')
    .max(129_600, 'At most 90 days, i.e. 129,600 minutes'),
  ownerId: optionalId,
} as const

/** A new task. */
export const taskInput = z.strictObject({ systemId: z.uuid('Choose a system'), ...taskFields })
export type TaskInput = z.infer<typeof taskInput>

/** A schedule that is being written. */
export const previewInput = z.strictObject({ schedule, timeZone })

/** All of a task that a person may change, and the revision that the form showed. */
export const taskChange = z.strictObject({ ...taskFields, revision })
export type TaskChange = z.infer<typeof taskChange>

/** What a person does to a task besides changing its fields; `do` names it. */
export const taskAction = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('pause'),
    reason: words('the cluster is frozen until the migration', 500),
    /** Last day of the pause, in the viewer's zone. */
    until: calendarDay(),
  }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('archive'), reason: words('replaced by a check', 500) }),
])
export type TaskAction = z.infer<typeof taskAction>

const blank = z.preprocess(emptyIsNull, z.coerce.number({ error: 'Write a number, e.g. 42' }).nullable())

/** What a person does with one occurrence; `do` names it, `revision` is the one that the page showed. */
export const occurrenceAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('claim'), revision }),
  z.strictObject({ do: z.literal('release'), revision }),
  z.strictObject({
    do: z.literal('block'),
    revision,
    reason: words('waiting for the maintenance window', 500),
  }),
  z.strictObject({ do: z.literal('unblock'), revision }),
  z.strictObject({
    do: z.literal('snooze'),
    revision,
    until: calendarDay(),
    /** Required for monthly tasks and longer ones. */
    reason: optionalWords(500),
  }),
  z.strictObject({
    do: z.literal('record'),
    revision,
    result: z.enum(['done', 'done-with-problem'], { error: 'Choose how it went' }),
    measure: blank,
    note: optionalWords(),
    minutes: z.preprocess(
      emptyIsNull,
      minutes.max(10_080, 'At most a week: write the minutes that somebody worked').nullable(),
    ),
    evidenceIds: z.array(z.uuid()).max(20, 'At most 20 pieces of evidence').default([]),
  }),
  z.strictObject({
    do: z.literal('skip'),
    revision,
    reason: words('the table was dropped, nothing to clean', 500),
  }),
])
export type OccurrenceAction = z.infer<typeof occurrenceAction>

/** "Done with a problem": the finding that a person confirms; prefilled by proposeFinding. */
export const problemReport = z.strictObject({
  title: words('Backup folder holds files older than a month', 200),
  detail: words('three archives from October were never removed'),
  remediation: optionalWords(),
  severity: z.enum(severities, { error: 'Choose a severity' }),
  ownerId: z.uuid('Choose who takes care of it'),
  due: calendarDay(),
})
export type ProblemReport = z.infer<typeof problemReport>

export const taskViews = ['due', 'board', 'calendar', 'record', 'year'] as const
export type TaskView = (typeof taskViews)[number]

/** What the address of a tasks page says. Unknown values fall back, they never fail. */
export const tasksQuery = z.object({
  view: z.preprocess(firstOf, z.enum(taskViews).catch('due')),
  q: z.preprocess(
    firstOf,
    z
      .string()
      .trim()
      .max(100)
      .refine((text) => !text.includes('\u0000'))
      .catch(''),
  ),
  tier: z.preprocess(firstOf, z.enum(taskTiers).nullable().catch(null)),
  system: z.preprocess(firstOf, z.uuid().nullable().catch(null)),
  team: z.preprocess(firstOf, z.uuid().nullable().catch(null)),
  /** mine: owned or claimed by the viewer; none: nobody answers for it. */
  owner: z.preprocess(firstOf, z.enum(['mine', 'none']).nullable().catch(null)),
  /** Month of the calendar, "2026-11"; today's when absent. */
  month: z.preprocess(
    firstOf,
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .nullable()
      .catch(null),
  ),
  /** Any day of the week of the agenda, "2026-11-23"; today's when absent. */
  week: z.preprocess(firstOf, z.iso.date().nullable().catch(null)),
  year: z.preprocess(firstOf, z.coerce.number().int().min(2000).max(2200).nullable().catch(null)),
  page: pageNumber,
})
export type TasksQuery = z.infer<typeof tasksQuery>

/** What the address of one task says: which occurrence, which page of its history, whether to report a problem. */
export const taskPageQuery = z.object({
  occurrence: z.preprocess(firstOf, z.uuid().nullable().catch(null)),
  problem: z.preprocess(firstOf, z.literal('1').nullable().catch(null)),
  page: pageNumber,
})

/** What the address of a system's tasks says: starter sets chosen by hand, and how many tasks were just added. */
export const starterQuery = z.object({
  set: z.preprocess(
    (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]),
    z.array(z.string().max(60)).max(20).catch([]),
  ),
  added: z.preprocess(
    (value) => firstOf(value) ?? null,
    z.coerce.number().int().min(1).max(200).nullable().catch(null),
  ),
})
