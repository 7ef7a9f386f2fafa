import { z } from 'zod'
import { severities } from '@/lib/findings/severity'

export const operators = ['>', '>=', '<', '<=', '==', '!='] as const
export type Operator = (typeof operators)[number]

const sentence = z.string().trim().min(3).max(1_000)

const condition = z.strictObject({
  fact: z.string().trim().min(1).max(80),
  operator: z.enum(operators),
  value: z.number().min(-1e12).max(1e12),
})
export type Condition = z.infer<typeof condition>

const conditions = z.array(condition).min(1).max(10)

/** A rule of this instance, as its YAML says it. */
export const ownRuleDocument = z.strictObject({
  /** Begins with "own.", so that it never meets a rule that a later version brings. */
  key: z
    .string()
    .regex(/^own\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(60),
  title: z.string().trim().min(3).max(80),
  claim: sentence,
  proof: sentence,
  clears: sentence,
  severity: z.enum(severities),
  /** All of these must hold, or the rule does not apply and is clear. */
  when: z.array(condition).max(10).default([]),
  raised: z.union([z.strictObject({ any: conditions }), z.strictObject({ all: conditions })]),
})
export type OwnRuleDocument = z.infer<typeof ownRuleDocument>

/** Each field with a line that is right, as errors and the documentation show it. */
export const ownRuleExamples: Readonly<Record<string, string>> = {
  key: 'key: own.blind-checks',
  title: 'title: Too many blind checks',
  claim: 'claim: The system is watched.',
  proof: 'proof: Nearly every check gives an answer.',
  clears: 'clears: Repair what keeps the checks from looking, or remove them.',
  severity: 'severity: medium',
  when: "when: [{fact: checks.count, operator: '>', value: 0}]",
  raised: "raised: {any: [{fact: checks.unknown.count, operator: '>', value: 2}]}",
  fact: 'fact: checks.unknown.count',
  operator: "operator: '>'",
  value: 'value: 2',
}

/** A whole rule to begin with. */
export const ownRuleExample = `key: own.blind-checks
title: Too many blind checks
claim: The system is watched.
proof: Nearly every check gives an answer.
clears: Repair what keeps the checks from looking, or remove them.
severity: medium
when:
  - {fact: checks.count, operator: '>', value: 0}
raised:
  any:
    - {fact: checks.unknown.count, operator: '>', value: 2}
    - {fact: checks.paused.count, operator: '>=', value: 5}
`
