import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Transaction } from '@/lib/db/database'
import { clearFindings, type Fault, raiseFinding } from '@/lib/findings/raise-finding'
import type { EventActor } from '@/lib/findings/store'

/** Identity of the findings of a control: what is wrong, and that nobody knows. */
const defectOf = (systemId: string, key: string) => ({
  systemId,
  fingerprintKind: `control:${key}`,
  resource: '',
})
const gapOf = (systemId: string, key: string) => ({
  systemId,
  fingerprintKind: `control:${key}`,
  resource: 'unknown',
})

/** What of an answer decides which findings it opens and ends. */
export interface AnsweredControl {
  systemId: string
  control: Control
  outcome: Outcome
  statement: string
  note: string
  hasEvidence: boolean
  /** A check says the same: it has its own finding. */
  isSeenByCheck: boolean
  actor: EventActor
  /** Who shall see to it and until when; none: who owns the system, and what the severity allows. */
  plan?: { ownerId?: string | null; due?: Date | null }
  isReview: boolean
}

/** Which findings an answer opens, and which it ends. A warning opens none and ends none: the list shows it. Pure. */
export function findingsOfAnswer({
  outcome,
  control,
  hasEvidence,
  isSeenByCheck,
}: Pick<AnsweredControl, 'outcome' | 'control' | 'hasEvidence' | 'isSeenByCheck'>): {
  opens: 'defect' | 'knowledge-gap' | null
  ends: readonly ('defect' | 'knowledge-gap')[]
} {
  if (outcome === 'unknown') return { opens: 'knowledge-gap', ends: [] }
  // Whoever says how it is has closed the gap, whatever they say.
  if (outcome === 'fail') return { opens: isSeenByCheck ? null : 'defect', ends: ['knowledge-gap'] }
  const isProven = outcome === 'pass' && (hasEvidence || control.evidencePolicy === 'none')
  return { opens: null, ends: isProven ? ['defect', 'knowledge-gap'] : ['knowledge-gap'] }
}

/** Opens and ends the findings of an answer; returns the one that is open because of it. */
export async function followAnswer(
  tx: Transaction,
  answered: AnsweredControl,
): Promise<{ id: string; number: number } | null> {
  const { opens, ends } = findingsOfAnswer(answered)
  const { systemId, control, statement, actor } = answered
  await clearFindings(
    tx,
    ends.map((kind) => ({
      ...(kind === 'defect' ? defectOf(systemId, control.key) : gapOf(systemId, control.key)),
      comment: `Answered: ${statement}`,
      actor,
    })),
  )
  return opens ? raiseFinding(tx, faultOf(answered, opens)) : null
}

/** A text that ends as a sentence, so that another one can follow. */
const sentence = (text: string) => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`)

/** The findings that end when data answer that all is well. */
export const findingsOfControl = (systemId: string, key: string) => [
  defectOf(systemId, key),
  gapOf(systemId, key),
]

function faultOf(answered: AnsweredControl, kind: 'defect' | 'knowledge-gap'): Fault {
  const { systemId, control, statement, note, actor, plan = {}, isReview } = answered
  const isGap = kind === 'knowledge-gap'
  return {
    ...(isGap ? gapOf(systemId, control.key) : defectOf(systemId, control.key)),
    origin: isReview ? 'review' : 'manual',
    kind,
    controlKey: control.key,
    title: isGap ? `Nobody knows: ${control.question}` : `Not as it should be: ${control.question}`,
    detail: [
      isGap ? 'Answered with “I don’t know”.' : sentence(`Answered: ${statement}`),
      sentence(note),
      control.why,
    ]
      .filter(Boolean)
      .join(' '),
    remediation: isGap
      ? `Find out, and answer the question with what you found. ${control.remediation}`
      : (improvementOf(answered) ?? control.remediation),
    severity: control.severity,
    severityReason: `Severity of the question ${control.key}.`,
    actor,
    ...plan,
  }
}

/** What the chosen answer itself says about getting better. */
function improvementOf({ control, statement }: AnsweredControl): string | null {
  const chosen = control.choices.find(({ label }) => label === statement)
  return chosen?.improvement ? `${chosen.improvement} ${control.remediation}` : null
}
