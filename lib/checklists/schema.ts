import { z } from 'zod'
import { severities } from '@/lib/findings/severity'
import { systemEdit, systemKinds } from '@/lib/systems/edit-schema'
import { targetKinds } from '@/lib/systems/target-address'

export const occasions = ['daily', 'weekly', 'monthly', 'quarterly', 'event'] as const
export const controlTypes = ['boolean', 'choice', 'number', 'text', 'auto'] as const
export const evidencePolicies = ['none', 'optional', 'required'] as const
export const outcomes = ['pass', 'warn', 'fail', 'unknown'] as const
export type Outcome = (typeof outcomes)[number]
export const versionStates = ['draft', 'published', 'retired'] as const

/** Headings under which controls are counted; those of checks and what only people can answer. */
export const controlDimensions = [
  'service-health',
  'dependencies',
  'resources',
  'certificates',
  'data-integrity',
  'backup',
  'security',
  'alerting',
  'database',
  'maintenance',
  'ownership',
  'reporting',
] as const

const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/,
    'must be lower case words joined by hyphens and dots, e.g. backup.restore-tested',
  )
  .max(80)
const sentence = z.string().trim().min(3).max(2_000)

/** One choice; its key is stable, its label may be reworded. */
export const controlChoice = z.strictObject({
  key,
  label: z.string().trim().min(1).max(300),
  outcome: z.enum(outcomes),
  /** What to do to get to a better choice; empty for the best one. */
  improvement: z.string().trim().max(1_000).default(''),
})
export type ControlChoice = z.infer<typeof controlChoice>

/** Of a number: from which value on it is a warning, a failure. */
export const controlThreshold = z.strictObject({
  unit: z.string().trim().min(1).max(40),
  /** Whether more or less is worse. */
  worse: z.enum(['higher', 'lower']),
  warn: z.number().nullable().default(null),
  fail: z.number(),
})

/** Where an answer comes from without a person, in order: the first that knows anything answers. */
export const answerSource = z.union([
  z.strictObject({ check: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ task: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ fact: z.string().min(1) }),
])
export type AnswerSource = z.infer<typeof answerSource>

const environments = systemEdit.shape.environment.options

/** To which systems a control applies; every line must hold, one value of a line is enough. */
export const appliesWhen = z.strictObject({
  systemKind: z.array(z.enum(systemKinds)).min(1).optional(),
  targetKind: z.array(z.enum(targetKinds)).min(1).optional(),
  environment: z.array(z.enum(environments)).min(1).optional(),
  criticality: z.array(z.enum(severities)).min(1).optional(),
})
export type AppliesWhen = z.infer<typeof appliesWhen>

export const control = z.strictObject({
  key,
  area: z.string().trim().min(1).max(120),
  question: sentence,
  why: sentence,
  remediation: sentence,
  type: z.enum(controlTypes),
  choices: z.array(controlChoice).max(9).default([]),
  threshold: controlThreshold.nullable().default(null),
  severity: z.enum(severities),
  evidencePolicy: z.enum(evidencePolicies),
  validForDays: z.number().int().min(1).max(730),
  dimension: z.enum(controlDimensions),
  appliesWhen: appliesWhen.nullable().default(null),
  /** Key of the control whose claim this one proves. */
  proofOf: key.nullable().default(null),
  answeredBy: z.array(answerSource).max(9).default([]),
})
export type Control = z.infer<typeof control>

/** A checklist as its YAML says it. */
export const checklistDocument = z.strictObject({
  key,
  title: z.string().trim().min(3).max(160),
  purpose: sentence,
  occasion: z.enum(occasions),
  appliesTo: z.array(z.enum(systemKinds)).default([]),
  controls: z.array(control).min(1).max(500),
})
export type ChecklistDocument = z.infer<typeof checklistDocument>
