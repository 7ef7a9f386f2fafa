import { z } from 'zod'
import type { Severity } from '@/lib/checks/define-check'
import { severities } from '@/lib/findings/severity'

export const formulaVersion = 1

/** Best first; "?" where too little is known to say. */
export const grades = ['A', 'B', 'C', 'D', 'F', '?'] as const
export type Grade = (typeof grades)[number]

/** From which posture on. */
export const gradeFrom: Readonly<Record<Exclude<Grade, '?'>, number>> = { A: 90, B: 80, C: 70, D: 60, F: 0 }

/** Below this coverage there is no grade. */
export const coverageForGrade = 60

/** What a control weighs, by its severity. */
export const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 3, low: 1 }

/** How one control of one system stands. */
export const standings = ['pass', 'warn', 'fail', 'accepted', 'unknown', 'stale', 'never'] as const
export type Standing = (typeof standings)[number]

/** What counts of it. */
export const standingValue: Readonly<Record<Standing, number>> = {
  pass: 1,
  warn: 0.5,
  fail: 0,
  accepted: 0,
  unknown: 0,
  stale: 0,
  never: 0,
}

/** Whether somebody knows, or has decided: that is covered. */
export const isKnown = (standing: Standing) => !['unknown', 'stale', 'never'].includes(standing)

/** A control as the score counts it, and as a snapshot keeps it. */
export const scoredControl = z.object({
  key: z.string(),
  checklist: z.string(),
  severity: z.enum(severities),
  /** Of the question, shortened: another one is another question. */
  meaning: z.string(),
  standing: z.enum(standings),
  /** Approved as not applicable; left out of every sum. */
  excluded: z.boolean().default(false),
})
export type ScoredControl = z.infer<typeof scoredControl>

export const capReasons = ['open-critical', 'accepted-critical', 'overdue-high'] as const
export type CapReason = (typeof capReasons)[number]

/** A finding that keeps the posture at or below `at`. */
export const cap = z.object({
  at: z.number(),
  finding: z.number().int(),
  reason: z.enum(capReasons),
})
export type Cap = z.infer<typeof cap>

/** A checklist that counted, in the version that did. */
export const countedChecklist = z.object({ key: z.string(), version: z.number().int() })
export type CountedChecklist = z.infer<typeof countedChecklist>
