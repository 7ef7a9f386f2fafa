import { z } from 'zod'
import { type ControlAnswer, controlAnswer } from '@/lib/checklists/answer'
import type { Outcome } from '@/lib/checklists/schema'
import { calendarDay, optionalWords, orNone, words } from '@/lib/format/form-fields'

export const assessmentEventTypes = ['answered', 'automatic', 'carried', 'excluded', 'included'] as const
export type AssessmentEventType = (typeof assessmentEventTypes)[number]

export const exclusionReasons = ['out-of-scope', 'architecture', 'business-priority', 'other'] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

export const coreQuestions = ['accumulates', 'expires', 'drifts', 'breaks-silently'] as const
export type CoreQuestion = (typeof coreQuestions)[number]

/** What somebody answers to a control. */
export const controlReply = z.strictObject({
  systemId: z.string(),
  controlKey: z.string().min(1).max(80),
  answer: controlAnswer,
  note: optionalWords(),
  evidenceIds: z.array(z.string()).max(50).default([]),
  /** Of the answer that was on the screen; 0 when there was none. Without it nothing is compared. */
  expectedRevision: z.number().int().min(0).optional(),
})
export type ControlReply = z.input<typeof controlReply>
export type ParsedReply = z.output<typeof controlReply>

/** A request that a control shall not count for a while. */
export const exclusionRequest = z.strictObject({
  systemId: z.string(),
  controlKey: z.string().min(1).max(80),
  reasonCode: z.enum(exclusionReasons, { error: 'Choose why the question does not apply' }),
  reason: words('this service keeps no data of its own', 2_000),
  until: calendarDay('2027-05-31'),
})
export type ExclusionRequest = z.infer<typeof exclusionRequest>

/** What accumulates, expires, drifts or breaks silently, and who watches it. */
export const coreEntry = z.strictObject({
  question: z.enum(coreQuestions, { error: 'Choose one of the four questions' }),
  what: words('invoices older than a year', 2_000).max(200, 'At most 200 characters'),
  checkId: orNone(z.uuid('Choose a check')),
  controlKey: orNone(z.string().max(80)),
  taskId: orNone(z.uuid('Choose a task')),
})
export type CoreEntry = z.infer<typeof coreEntry>

/** An answer as the history keeps it. */
export interface AnswerRecord {
  outcome: Outcome
  answer: ControlAnswer
  source: 'auto' | 'manual' | 'carried'
  statement: string
  note?: string
  evidenceIds?: string[]
  /** Why the answer was written down and did not come to stand. */
  setAside?: 'somebody-answered-first' | 'data-say-otherwise'
  reviewId?: string | null
}
