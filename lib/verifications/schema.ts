import { z } from 'zod'
import { typedMoment } from '@/lib/drills/schema'
import { optionalWords } from '@/lib/format/form-fields'

export const migrationKinds = ['migration', 'restore'] as const
export type MigrationKind = (typeof migrationKinds)[number]

/** What is compared after something was moved or brought back. */
export const verificationAreas = ['records', 'files', 'volumes', 'dependencies', 'jobs'] as const
export type VerificationArea = (typeof verificationAreas)[number]

/** What became of one area. */
export const areaOutcomes = ['verified', 'missing', 'not-applicable', 'not-checked'] as const
export type AreaOutcome = (typeof areaOutcomes)[number]

export const verificationStates = ['open', 'closed'] as const
export type VerificationState = (typeof verificationStates)[number]

/** One area of a verification as it is stored. */
export interface VerificationItem {
  area: VerificationArea
  outcome: AreaOutcome
  expected: number | null
  found: number | null
  /** How many things are missing; 0 unless the outcome says so. */
  missing: number
  detail: string
}

/** The areas of a verification that nobody has looked at. */
export const undecidedItems = (): VerificationItem[] =>
  verificationAreas.map((area) => ({
    area,
    outcome: 'not-checked',
    expected: null,
    found: null,
    missing: 0,
    detail: '',
  }))

/** The form of something that was moved, upgraded, or restored in earnest. */
export const migrationForm = z.strictObject({
  kind: z.enum(migrationKinds, { error: 'Choose what it was' }),
  title: z
    .string({ error: 'Name it, e.g. PostgreSQL 17 to 18' })
    .trim()
    .min(3, 'Name it, e.g. PostgreSQL 17 to 18')
    .max(200, 'At most 200 characters'),
  happenedAt: typedMoment('2026-11-14 03:30'),
  note: optionalWords(),
})
export type MigrationForm = z.infer<typeof migrationForm>

const counted = z.preprocess(
  (value) => {
    const text = typeof value === 'string' ? value.replaceAll(/[\s,']/g, '') : value
    return text === '' ? null : text
  },
  z.coerce
    .number({ error: 'Write a whole number, e.g. 412' })
    .int('Write a whole number, e.g. 412')
    .min(0, 'Not less than 0')
    .max(Number.MAX_SAFE_INTEGER, 'Too large to be a count')
    .nullable()
    .default(null),
)

const outcome = z.enum(areaOutcomes, { error: 'Choose what became of it' })
const detail = optionalWords(2_000)

type FieldsOf<Name extends string, Type> = Record<`${VerificationArea}${Name}`, Type>

/** Fields of every area: recordsOutcome, recordsExpected, recordsFound, recordsMissing, recordsDetail, … */
export const areaFields = Object.fromEntries(
  verificationAreas.flatMap((area) => [
    [`${area}Outcome`, outcome],
    [`${area}Expected`, counted],
    [`${area}Found`, counted],
    [`${area}Missing`, counted],
    [`${area}Detail`, detail],
  ]),
) as FieldsOf<'Outcome', typeof outcome> &
  FieldsOf<'Expected' | 'Found' | 'Missing', typeof counted> &
  FieldsOf<'Detail', typeof detail>

/** The form of a verification; `close` claims that everything was compared. */
export const verificationForm = z.strictObject({
  revision: z.coerce.number().int().min(1),
  close: z.enum(['yes', 'no']).default('no'),
  ...areaFields,
})
export type VerificationForm = z.infer<typeof verificationForm>
