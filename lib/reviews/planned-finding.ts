import { findingsOfAnswer } from '@/lib/assessments/answer-findings'
import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Severity } from '@/lib/checks/define-check'
import { choicesOf, type ReviewAnswer } from './review-answer'

/** What an answer opens when the review is closed. */
export interface PlannedFinding {
  kind: 'defect' | 'knowledge-gap'
  severity: Severity
}

/**
 * The finding that an outcome leads to, by the rule for every answer: what is wrong, and what nobody knows, with the
 * severity of its control. Null where nothing is opened, or where a check has its own finding. Pure.
 */
export function plannedFinding(
  control: Pick<Control, 'severity' | 'evidencePolicy'>,
  outcome: Outcome | null,
  isSeenByCheck = false,
): PlannedFinding | null {
  if (outcome === null) return null
  const { opens } = findingsOfAnswer({
    control: control as Control,
    outcome,
    hasEvidence: false,
    isSeenByCheck,
  })
  return opens && { kind: opens, severity: control.severity }
}

/** What must be done about an answer: the choice's own improvement, else the control's remedy. Pure. */
export function improvementOf(control: Control, answer: ReviewAnswer | null): string {
  const chosen =
    answer?.kind === 'choice' ? control.choices.find(({ key }) => key === answer.choice)?.improvement : ''
  return chosen || control.remediation
}

/** Answers that open the same finding, by the keys that choose them. */
export interface Effect {
  hotkeys: string[]
  kind: PlannedFinding['kind']
  severity: Severity
}

/** Which answers open which finding; worst first as the choices are ordered. Pure. */
export function effectsOf(control: Control): Effect[] {
  const effects: Effect[] = []
  for (const { hotkey, outcome } of choicesOf(control)) {
    const planned = plannedFinding(control, outcome)
    if (!planned) continue
    const known = effects.find(({ kind, severity }) => kind === planned.kind && severity === planned.severity)
    if (known) known.hotkeys.push(hotkey)
    else effects.push({ hotkeys: [hotkey], ...planned })
  }
  return effects.sort((a, b) => Number(a.kind === 'knowledge-gap') - Number(b.kind === 'knowledge-gap'))
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** "Answers 3 and 4 open a high finding", without its owner and date. Pure. */
export function effectSentence({ hotkeys, kind, severity }: Effect): string {
  const answers = hotkeys.length === 1 ? `Answer ${hotkeys[0]} opens` : `Answers ${list.format(hotkeys)} open`
  return kind === 'knowledge-gap'
    ? `${answers} a ${severity} finding, because nobody knows,`
    : `${answers} a ${severity} finding`
}

/** What a number above or below a limit opens; null for other types. Pure. */
export function numberEffect(control: Control): string | null {
  if (control.type !== 'number' || !control.threshold) return null
  const { unit, worse, fail } = control.threshold
  return `${fail} ${unit} ${worse === 'higher' ? 'or more' : 'or less'} opens a ${control.severity} finding`
}
