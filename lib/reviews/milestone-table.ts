import { dayOf } from '@/lib/findings/end-of-day'
import { toCsv } from '@/lib/format/csv'
import type { MilestonePayload } from './milestone-view'

/** The actions of a milestone as CSV: every finding that was open when it was closed, new ones first. Pure. */
export function actionsCsv({ findings, system, review }: MilestonePayload): string {
  const rows = findings
    .toSorted((a, b) => Number(b.isNew) - Number(a.isNew) || (a.due < b.due ? -1 : 1))
    .map((finding) => ({
      number: `F-${finding.number}`,
      system: system.name,
      quarter: review.quarter,
      title: finding.title,
      severity: finding.severity,
      state: finding.state,
      owner: finding.owner ?? '',
      due: dayOf(new Date(finding.due), review.timeZone),
      isNew: finding.isNew ? 'yes' : 'no',
      remediation: finding.remediation,
    }))
  return toCsv(
    [
      ['number', 'Finding'],
      ['system', 'System'],
      ['quarter', 'Review'],
      ['title', 'What'],
      ['severity', 'Severity'],
      ['state', 'State'],
      ['owner', 'Owner'],
      ['due', 'Due'],
      ['isNew', 'Opened by this review'],
      ['remediation', 'What to do'],
    ],
    rows,
  )
}

/** All questions of a milestone as CSV, with answers, evidence and hashes. Pure. */
export function questionsCsv({ questions, system, review }: MilestonePayload): string {
  const rows = questions.map((question) => ({
    position: question.position,
    system: system.name,
    quarter: review.quarter,
    key: question.key,
    area: question.area,
    question: question.question,
    severity: question.severity,
    answer: question.label ?? '',
    outcome: question.answer === null ? 'not answered' : (question.outcome ?? 'not applicable'),
    from: question.answer === null ? '' : question.isFromData ? 'data' : 'person',
    data: question.suggestion?.from === 'data' ? question.suggestion.statement : '',
    note: question.note,
    evidence: question.evidence.map(({ title, sha256 }) => `${title} (sha256 ${sha256})`).join('; '),
    by: question.answeredBy ?? '',
    at: question.answeredAt ?? '',
    finding: question.finding ? `F-${question.finding.number}` : '',
  }))
  return toCsv(
    [
      ['position', 'No.'],
      ['system', 'System'],
      ['quarter', 'Review'],
      ['key', 'Control'],
      ['area', 'Area'],
      ['question', 'Question'],
      ['severity', 'Severity'],
      ['answer', 'Answer'],
      ['outcome', 'Outcome'],
      ['from', 'Answered by'],
      ['data', 'Data said'],
      ['note', 'Note'],
      ['evidence', 'Evidence'],
      ['by', 'Person'],
      ['at', 'When'],
      ['finding', 'Finding'],
    ],
    rows,
  )
}
