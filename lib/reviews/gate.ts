import type { Control, Outcome } from '@/lib/checklists/schema'
import type { QuestionContent } from './merge-answers'
import { type PlannedFinding, plannedFinding } from './planned-finding'

/** Of one question, what the gate looks at. */
export interface GateQuestion extends QuestionContent {
  position: number
  control: Pick<Control, 'key' | 'question' | 'severity' | 'evidencePolicy'>
  isReproof: boolean
  outcome: Outcome | null
  /** Data that were confirmed as they are. */
  isFromData: boolean
  /** A check reports the same fault: it has a finding of its own. */
  isSeenByCheck: boolean
}

/** Something that must be done before the review can be handed in. */
export interface GateLine {
  position: number
  key: string
  what: 'unanswered' | 'evidence' | 'reproof' | 'owner' | 'due'
  sentence: string
}

/** A finding that closing opens. */
export interface FindingToOpen extends PlannedFinding {
  position: number
  key: string
  question: string
  ownerId: string | null
  due: string | null
}

/** Everything that stands between a review and its signature; empty when nothing does. Pure. */
export function gateLines(questions: readonly GateQuestion[], now: Date): GateLine[] {
  return questions.flatMap((question) => [...answerLines(question), ...findingLines(question, now)])
}

/** Findings that closing opens. What a check already reports is not opened twice. Pure. */
export function findingsToOpen(questions: readonly GateQuestion[]): FindingToOpen[] {
  return questions.flatMap((question) => {
    const planned = plannedFinding(question.control, question.outcome, question.isSeenByCheck)
    if (!planned) return []
    const { position, control, findingOwnerId: ownerId, findingDue: due } = question
    return [{ position, key: control.key, question: control.question, ...planned, ownerId, due }]
  })
}

function answerLines(question: GateQuestion): GateLine[] {
  const { control, answer, outcome, isFromData, evidenceIds, isReproof } = question
  if (answer === null) {
    return control.severity === 'critical'
      ? [line(question, 'unanswered', 'is critical and not answered this time.')]
      : []
  }
  // Who says that something is wrong, or not known, need not prove it.
  const isClaim = outcome === 'pass' || outcome === 'warn'
  const needsProof = isClaim && evidenceIds.length === 0 && !isFromData
  if (needsProof && isReproof)
    return [line(question, 'reproof', 'is one of those to be shown again: attach what shows it.')]
  if (needsProof && control.evidencePolicy === 'required')
    return [line(question, 'evidence', 'counts only with evidence: attach a file, a link or a note.')]
  return []
}

function findingLines(question: GateQuestion, now: Date): GateLine[] {
  const [planned] = findingsToOpen([question])
  if (!planned) return []
  return [
    ...(planned.ownerId === null
      ? [line(question, 'owner', 'opens a finding that nobody answers for yet.')]
      : []),
    ...(planned.due === null
      ? [line(question, 'due', 'opens a finding without a date.')]
      : new Date(planned.due) < now
        ? [line(question, 'due', 'opens a finding whose date lies in the past.')]
        : []),
  ]
}

const line = ({ position, control }: GateQuestion, what: GateLine['what'], sentence: string): GateLine => ({
  position,
  key: control.key,
  what,
  sentence: `Question ${position} ${sentence}`,
})
