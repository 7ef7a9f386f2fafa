import type { AssessmentRow } from '@/lib/assessments/assessment-store'
import type { Control } from '@/lib/checklists/schema'
import type { MilestonePayload } from './milestone-view'
import type { KnownAnswer } from './prepare-questions'
import { answerInWords } from './review-answer'

/**
 * What people last said to each control: in the last milestone, or on the page of the system since then. Answers that
 * data gave by themselves are nobody's word. Pure.
 */
export function knownAnswers(
  controls: readonly { control: Control; meaning: string }[],
  milestone: MilestonePayload | null,
  assessments: readonly AssessmentRow[],
): Map<string, KnownAnswer> {
  const known = new Map<string, KnownAnswer>()
  for (const question of milestone?.questions ?? []) {
    const { answer, outcome, label, note, answeredBy, answeredAt, meaning, isFromData } = question
    if (!milestone || answer === null || label === null) continue
    known.set(question.key, {
      answer,
      outcome,
      label,
      note,
      by: answeredBy,
      at: answeredAt ?? milestone.review.closedAt,
      quarter: milestone.review.quarter,
      meaning,
      fromData: isFromData,
    })
  }
  const asked = new Map(controls.map(({ control }) => [control.key, control]))
  for (const said of assessments) {
    const control = asked.get(said.controlKey)
    const before = known.get(said.controlKey)
    if (!control || said.source === 'auto' || said.reviewId !== null) continue
    if (before && new Date(before.at) >= said.answeredAt) continue
    known.set(said.controlKey, {
      answer: said.answer,
      outcome: said.outcome,
      label: answerInWords(control, said.answer),
      note: said.note,
      by: said.answeredBy,
      at: said.answeredAt.toISOString(),
      quarter: null,
      meaning: said.meaning,
      fromData: false,
    })
  }
  return known
}
