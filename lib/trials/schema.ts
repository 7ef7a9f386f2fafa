import { z } from 'zod'
import { verdicts } from '@/lib/checks/verdict'
import { orNone } from '@/lib/format/form-fields'
import type { Json } from '@/lib/json'
import type { AddableKind } from '@/lib/systems/recognised'

/** Live result of one proposed check. */
const checkResult = z.object({
  verdict: z.enum(verdicts),
  reason: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  thresholds: z.object({ warn: z.number().nullable(), fail: z.number().nullable() }),
  durationMs: z.number(),
})
export type TrialCheckResult = z.infer<typeof checkResult>

/** What a worker found out about an address. Stored as JSON, without secrets. */
export const trialResult = z.object({
  status: z.enum(['running', 'reached', 'not-reached']),
  /** "Connected in 38 ms: PostgreSQL 18.4 as audit." or what is wrong and what to do. */
  sentence: z.string(),
  connectMs: z.number().nullable(),
  version: z.string().nullable(),
  /** Grants without which some checks cannot look, each with the statement that gives it. */
  missingGrants: z.array(z.string()),
  /** Advice that is not about missing rights. */
  notes: z.array(z.string()),
  fault: z.string().nullable(),
  /** Private range that an administrator may open so that the address can be reached. */
  suggestion: z.string().nullable(),
  /** By key of the proposed check. */
  checks: z.record(z.string(), checkResult),
})
export type TrialResult = z.infer<typeof trialResult>

/** A trial as stored; `secret` is sealed. */
export interface TrialRow {
  id: string
  kind: AddableKind
  address: string
  config: Json
  secret: string | null
  requestedBy: string
  createdAt: Date
  finishedAt: Date | null
  result: TrialResult | null
}

export const environments = ['production', 'staging', 'development'] as const
export const criticalities = ['critical', 'high', 'medium', 'low'] as const

/** Minutes after which a trial, and the password in it, is deleted. */
export const trialMinutes = 10

/** The form that turns a trial into a system. */
export const systemFromTrial = z.strictObject({
  trialId: z.uuid(),
  name: z.string().trim().min(1, 'A name is needed, e.g. orders-db').max(80, 'At most 80 characters'),
  ownerId: z.uuid('Choose who answers for this system'),
  criticality: z.enum(criticalities, { error: 'Choose how bad an outage would be' }),
  environment: z.enum(environments, { error: 'Choose where it runs' }),
  teamId: orNone(z.uuid()),
  /** Keys of the ticked checks. */
  checks: z.array(z.string().max(100)).max(200),
})
export type SystemFromTrial = z.infer<typeof systemFromTrial>

/** The form that adds what a trial reached to a system that is there already. */
export const targetFromTrial = systemFromTrial
  .pick({ trialId: true, checks: true })
  .extend({ systemId: z.uuid() })
export type TargetFromTrial = z.infer<typeof targetFromTrial>
