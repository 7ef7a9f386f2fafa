import { z } from 'zod'
import { calendarDay, optionalWords, orNone, pageNumber, words } from '@/lib/format/form-fields'

const day = calendarDay()
/** What is no id is not found, as any other that is not there. */
const reviewId = z.string().max(80)
/** A number that a column of revisions can hold. */
const revision = z.coerce.number().int().min(0).max(2_147_483_647)
const controlKey = z.string().min(1).max(80)
/** Evidence of the page's list: one id arrives as text, several as a list. */
const evidenceIds = z
  .preprocess(
    (value) => (value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value),
    z.array(z.uuid()).max(20),
  )
  .transform((ids) => [...new Set(ids)])

/** What the form of a question sends; empty fields are allowed, nothing typed is thrown away. */
export const answerForm = z.strictObject({
  reviewId,
  controlKey,
  /** Revision of the question that was on the screen. */
  revision,
  /** A choice by its value; none chosen yet is fine. */
  answer: z.string().max(80).default(''),
  value: z.string().trim().max(40).default(''),
  text: z.string().trim().max(4_000).default(''),
  reasonCode: z.string().max(40).default(''),
  reason: z.string().trim().max(2_000).default(''),
  until: orNone(day),
  note: optionalWords(),
  evidenceIds,
  findingOwnerId: orNone(z.uuid('Choose a person')),
  findingDue: orNone(day),
  /** Seconds that the question was on the screen since the last save. */
  seconds: z.coerce.number().int().min(0).max(3_600).catch(0),
  /** Saved by itself while somebody writes: it never overtakes what the same person sent for good. */
  draft: z.boolean().default(false),
})
export type AnswerForm = z.infer<typeof answerForm>

/** Confirming what data know, or disagreeing: one row, one act. */
export const confirmForm = z.strictObject({
  /** Where the row was, to come back to it. */
  position: z.coerce.number().int().min(1).catch(1),
  reviewId,
  controlKey,
  revision,
  verdict: z.enum(['confirm', 'take-back']),
})
export type ConfirmForm = Omit<z.infer<typeof confirmForm>, 'position'>

export const startForm = z.strictObject({
  systemId: z.string().min(1, 'Choose a system').max(80),
  checklistKey: z.string().min(1, 'Choose a checklist').max(80),
  ownerId: z.uuid('Choose who leads it'),
})
export type StartForm = z.infer<typeof startForm>

export const changeForm = z.strictObject({
  reviewId,
  ownerId: z.uuid('Choose who leads it'),
  plannedFor: day,
})
export type ChangeForm = z.infer<typeof changeForm>

/** Owner and due date of a finding that the review will open. */
export const findingPlanForm = z.strictObject({
  reviewId,
  controlKey,
  findingOwnerId: z.uuid('Choose who answers for it'),
  findingDue: day,
})
export type FindingPlanForm = z.infer<typeof findingPlanForm>

export const reviewForm = z.strictObject({ reviewId })
export const rejectForm = reviewForm.extend({
  reason: words('question 7 rests on an unopened backup', 2_000),
})
export const cancelForm = reviewForm.extend({ reason: words('the system is retired in December', 2_000) })
export const signForm = reviewForm.extend({
  name: z.string({ error: 'Sign with your name' }).trim().min(1, 'Sign with your name').max(200),
})

export const presenceForm = z.strictObject({ controlKey })

/** What the address of the list says. Unknown values fall back, they never fail. */
export const reviewsQuery = z.object({
  team: z.uuid().nullable().catch(null),
  view: z.enum(['due', 'running', 'finished', 'all']).catch('due'),
  page: pageNumber,
})
export type ReviewsQuery = z.infer<typeof reviewsQuery>

export const compareQuery = z.object({
  a: z.uuid().nullable().catch(null),
  b: z.uuid().nullable().catch(null),
})
