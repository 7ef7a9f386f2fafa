import { z } from 'zod'
import { optionalWords } from '@/lib/format/form-fields'
import { countRows } from './count-rows'

/** How far a restore was taken, each further than the one before. */
export const drillLevels = ['listed', 'restored', 'queried', 'booted'] as const
export type DrillLevel = (typeof drillLevels)[number]

export const drillResults = ['pass', 'partial', 'fail'] as const
export type DrillResult = (typeof drillResults)[number]

/** Who wrote a proof down. Automatic sources write the same rows as people. */
export const proofSources = ['person', 'machine'] as const
export type ProofSource = (typeof proofSources)[number]

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** What was counted: a table, and how many rows were expected and found there. */
export const drillCount = z.strictObject({
  what: z.string().trim().min(1).max(120),
  expected: whole.nullable(),
  found: whole.nullable(),
})
export type DrillCount = z.infer<typeof drillCount>

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

// Nothing typed is no number; `coerce` alone would take it for 0.
const missing = (value: unknown) => empty(value) ?? undefined

const minutes = (example: string) =>
  z.coerce
    .number({ error: `Write a number of minutes, e.g. ${example}` })
    .min(0, 'Not less than 0 minutes')
    .max(527_040, 'At most a year')

/** "128,044", "128 044" and "128044" are the same number. */
const counted = z.preprocess(
  (value) => (typeof value === 'string' ? empty(value.replaceAll(/[\s,']/g, '')) : value),
  z.coerce
    .number({ error: 'Write a whole number, e.g. 128044' })
    .int('Write a whole number, e.g. 128044')
    .min(0, 'Not less than 0')
    .max(Number.MAX_SAFE_INTEGER, 'Too large to be a count')
    .nullable()
    .default(null),
)

type Row = (typeof countRows)[number]

const what = optionalWords(120)
const countFields = Object.fromEntries(
  countRows.flatMap((row) => [
    [`what${row}`, what],
    [`expected${row}`, counted],
    [`found${row}`, counted],
  ]),
) as Record<`what${Row}`, typeof what> & Record<`${'expected' | 'found'}${Row}`, typeof counted>

/** A moment as a form brings it, in the viewer's zone. */
export const typedMoment = (example: string) =>
  z
    .string({ error: `Choose day and time, e.g. ${example}` })
    .trim()
    .min(1, `Choose day and time, e.g. ${example}`)
    .max(40)

/** The form of a restore that somebody tried. */
export const drillForm = z.strictObject({
  backupTargetId: z.preprocess(empty, z.uuid().nullable().default(null)),
  backupName: z
    .string({ error: 'Name the backup, e.g. orders-2026-11-14.dump' })
    .trim()
    .min(1, 'Name the backup, e.g. orders-2026-11-14.dump')
    .max(300, 'At most 300 characters'),
  level: z.enum(drillLevels, { error: 'Choose how far the restore went' }),
  result: z.enum(drillResults, { error: 'Choose what came of it' }),
  backupTakenAt: z.preprocess(empty, z.string().max(40).nullable().default(null)),
  startedAt: typedMoment('2026-11-14 03:30'),
  durationMinutes: z.preprocess(missing, minutes('11')),
  dataLossMinutes: z.preprocess(empty, minutes('60').nullable().default(null)),
  ...countFields,
  furtherCounts: z.string().max(20_000, 'At most 20,000 characters').default(''),
  note: optionalWords(),
})
export type DrillForm = z.infer<typeof drillForm>
