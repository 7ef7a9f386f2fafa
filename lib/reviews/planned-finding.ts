import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Severity } from '@/lib/checks/define-check'
import type { FindingKind } from '@/lib/findings/finding-state'
import { unwatchedSeverity } from '@/lib/findings/severity'
import { choicesOf, type ReviewAnswer } from './review-answer'

/** What an answer opens when the review is closed. */
export interface PlannedFinding {
  kind: FindingKind
  severity: Severity
}

/**
 * The finding that an outcome leads to: a failure has the severity of its control, a warning and a gap in knowledge
 * are one step below. Null where nothing is opened. Pure.
 */
export function plannedFinding(
  control: Pick<Control, 'severity'>,
  outcome: Outcome | null,
): PlannedFinding | null {
  switch (outcome) {
    case 'fail':
      return { kind: 'defect', severity: control.severity }
    case 'warn':
      return { kind: 'defect', severity: unwatchedSeverity(control.severity) }
    case 'unknown':
      return { kind: 'knowledge-gap', severity: unwatchedSeverity(control.severity) }
    case 'pass':
    case null:
      return null
  }
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
  kind: FindingKind
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
    ? `${answers} a ${severity} finding: nobody knows`
    : `${answers} a ${severity} finding`
}

/** What a number above or below a limit opens; null for other types. Pure. */
export function numberEffect(control: Control): string | null {
  if (control.type !== 'number' || !control.threshold) return null
  const { unit, worse, warn, fail } = control.threshold
  const from = worse === 'higher' ? 'or more' : 'or less'
  const failing = `${fail} ${unit} ${from} opens a ${control.severity} finding`
  return warn === null
    ? failing
    : `${failing}, ${warn} ${unit} ${from} a ${unwatchedSeverity(control.severity)} one`
}
