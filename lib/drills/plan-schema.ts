import { z } from 'zod'
import { optionalWords, ticked } from '@/lib/format/form-fields'
import { formatNumber } from '@/lib/format/measure'
import { type TargetConfig, targetConfigs } from '@/lib/systems/target-address'
import { comparisonSources } from './drill-report'

/** How often a plan is due by itself. */
export const planTiers = ['daily', 'weekly', 'monthly', 'quarterly'] as const
export type PlanTier = (typeof planTiers)[number]

/** Questions that the form shows. */
export const assertionRows = [1, 2, 3, 4, 5] as const

/** Tolerance of one table, or of those whose names match: "public.orders", "audit.*", "*". */
export const tolerance = z.strictObject({
  table: z.string().min(1).max(130),
  rows: z.number().int().min(0).nullable(),
  percent: z.number().min(0).max(100).nullable(),
})
export type Tolerance = z.infer<typeof tolerance>

/** A question to the restored database. `expected` null: it must give no row. */
export const assertion = z.strictObject({
  name: z.string().min(1).max(120),
  sql: z.string().min(1).max(4_000),
  expected: z.string().max(500).nullable(),
})
export type Assertion = z.infer<typeof assertion>

/** A scratch database, without its password. */
export const scratchAddress = targetConfigs.postgres
export type ScratchAddress = TargetConfig<'postgres'>

/** How a plan proves its backups, as stored. */
export const drillPlanConfig = z.strictObject({
  place: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('embedded') }),
    z.strictObject({ type: z.literal('database'), address: scratchAddress }),
  ]),
  limits: z.strictObject({
    minutes: z.number().int().min(1).max(2_880),
    diskMb: z.number().int().min(64).max(10_000_000),
    /** Of each process of the throw-away server, which itself needs about 220. */
    memoryMb: z.number().int().min(64).max(1_000_000),
  }),
  /** Which backup in a repository of restic or pgBackRest; for files none. */
  repository: z.strictObject({ stanza: z.string().max(120), path: z.string().max(500) }).nullable(),
  compareWith: z.array(z.enum(comparisonSources)),
  /** Target of kind postgres of the same system: the live source. */
  sourceTargetId: z.uuid().nullable(),
  tolerances: z.array(tolerance).max(200),
  assertions: z.array(assertion).max(20),
  /** Column of time whose newest value says how old the data are. */
  newestRow: z
    .strictObject({ table: z.string().min(1).max(130), column: z.string().min(1).max(63) })
    .nullable(),
  boot: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('http'),
        url: z.string().max(2_000),
        status: z.number().int().min(100).max(599),
        contains: z.string().max(500),
      }),
      z.strictObject({ type: z.literal('command'), argv: z.array(z.string().max(2_000)).min(1).max(50) }),
      /** The product's own backup: its migrations are known and its sign-in answers. */
      z.strictObject({ type: z.literal('own') }),
    ])
    .nullable(),
})
export type DrillPlanConfig = z.infer<typeof drillPlanConfig>

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)
const whole = (example: string, from: number, to: number, initial: number) =>
  z.preprocess(
    (value) => empty(value) ?? initial,
    z.coerce
      .number({ error: `Write a whole number, e.g. ${example}` })
      .int(`Write a whole number, e.g. ${example}`)
      .min(from, `At least ${formatNumber(from)}`)
      .max(to, `At most ${formatNumber(to)}`),
  )

type Row = (typeof assertionRows)[number]
const assertionFields = Object.fromEntries(
  assertionRows.flatMap((row) => [
    [`assertionName${row}`, optionalWords(120)],
    [`assertionSql${row}`, optionalWords(4_000)],
    [`assertionExpected${row}`, optionalWords(500)],
  ]),
) as Record<`assertion${'Name' | 'Sql' | 'Expected'}${Row}`, ReturnType<typeof optionalWords>>

/** The form of a plan: flat, all text. `read-plan-form.ts` turns it into the config and says what does not fit. */
export const planForm = z.strictObject({
  name: z
    .string({ error: 'Name it, e.g. Nightly dump of orders' })
    .trim()
    .min(1, 'Name it, e.g. Nightly dump of orders')
    .max(120, 'At most 120 characters'),
  backupTargetId: z.uuid('Choose which backups are proven'),
  tier: z.enum(planTiers, { error: 'Choose how often' }),
  /** Ticked: only when somebody says so. */
  onDemand: ticked,
  place: z.enum(['embedded', 'database'], { error: 'Choose where it is restored to' }),
  /** postgresql://user:password@host:port/database; empty while editing: as it is. */
  scratchDsn: optionalWords(1_000),
  minutes: whole('120', 1, 2_880, 120),
  diskMb: whole('10240', 64, 10_000_000, 10_240),
  memoryMb: whole('1024', 256, 1_000_000, 1_024),
  repositoryStanza: optionalWords(120),
  repositoryPath: optionalWords(500),
  /** Password of a restic repository; empty while editing: as it is. */
  repositoryPassword: optionalWords(500),
  compareManifest: ticked,
  compareSource: ticked,
  compareLastProven: ticked,
  sourceTargetId: z.preprocess(empty, z.uuid().nullable().default(null)),
  /** One per line: "public.orders, 100" or "audit.*, 1%". */
  tolerances: optionalWords(20_000),
  ...assertionFields,
  newestTable: optionalWords(130),
  newestColumn: optionalWords(63),
  bootType: z.enum(['none', 'http', 'command', 'own']).default('none'),
  bootUrl: optionalWords(2_000),
  bootStatus: whole('200', 100, 599, 200),
  bootContains: optionalWords(500),
  bootCommand: optionalWords(2_000),
})
export type PlanForm = z.infer<typeof planForm>

/** Why a plan stops for a while. */
export const pauseForm = z.strictObject({
  reason: z
    .string({ error: 'Say why, e.g. "moving the backups to the new host"' })
    .trim()
    .min(3, 'Say why, e.g. "moving the backups to the new host"')
    .max(500, 'At most 500 characters'),
})
export type PauseForm = z.infer<typeof pauseForm>
