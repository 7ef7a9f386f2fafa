import { type AppliesFacts, appliesTo } from '@/lib/assessments/applies-to'
import { type AnswerAge, freshnessOf } from '@/lib/assessments/freshness'
import type { Outcome } from '@/lib/checklists/schema'
import type { AssignedControl } from '@/lib/checklists/store'
import { compareSeverity, worseSeverity } from '@/lib/findings/severity'
import { type CountedChecklist, isKnown, type ScoredControl, type Standing, standingValue } from './schema'

/** The current answer to a control, as far as the score asks. */
export interface CountedAnswer extends AnswerAge {
  controlKey: string
  outcome: Outcome
}

/** What covers a control although nothing passes: an approved acceptance of a finding of it, or of its check. */
export interface AcceptedFinding {
  controlKey: string | null
  checkKind: string | null
}

export interface ControlFacts {
  assigned: readonly AssignedControl[]
  answers: readonly CountedAnswer[]
  accepted: readonly AcceptedFinding[]
  /** Keys that are approved as not applicable today. */
  excluded: ReadonlySet<string>
  facts: AppliesFacts
  now: Date
}

/** As many characters of a meaning as tell two apart. */
const meaningLength = 8

/**
 * Every control that applies to a system, once: of a key that several checklists ask, the heavier severity and the
 * worse standing count, so that asking twice never helps. Pure.
 */
export function collectControls(known: ControlFacts): ScoredControl[] {
  const answers = new Map(known.answers.map((answer) => [answer.controlKey, answer]))
  const byKey = new Map<string, ScoredControl>()
  for (const { control, meaning, checklistKey } of known.assigned) {
    if (!appliesTo(control, known.facts)) continue
    const scored: ScoredControl = {
      key: control.key,
      checklist: checklistKey,
      severity: control.severity,
      meaning: meaning.slice(0, meaningLength),
      standing: standingOf(answers.get(control.key), {
        meaning,
        isAccepted: isAccepted(control, known.accepted),
        now: known.now,
      }),
      excluded: known.excluded.has(control.key),
    }
    const other = byKey.get(control.key)
    byKey.set(control.key, other ? stricter(other, scored) : scored)
  }
  return [...byKey.values()]
}

/** The versions that count, by checklist. Pure. */
export function countedChecklists(assigned: readonly AssignedControl[]): CountedChecklist[] {
  const versions = new Map(assigned.map(({ checklistKey, versionNumber }) => [checklistKey, versionNumber]))
  return [...versions].map(([key, version]) => ({ key, version })).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/**
 * How a control stands. What passes and is fresh passes; an accepted risk is decided, whatever is known of it; else
 * an old answer is stale, none at all never. Pure.
 */
export function standingOf(
  answer: CountedAnswer | undefined,
  { meaning, isAccepted, now }: { meaning: string; isAccepted: boolean; now: Date },
): Standing {
  const freshness = freshnessOf(answer, now, meaning)
  const isCurrent = freshness === 'fresh' || freshness === 'due-soon'
  if (answer && isCurrent && answer.outcome === 'pass') return 'pass'
  if (isAccepted) return 'accepted'
  if (answer && isCurrent) return answer.outcome
  return freshness === 'never' ? 'never' : 'stale'
}

function isAccepted(control: AssignedControl['control'], accepted: readonly AcceptedFinding[]): boolean {
  const kinds = control.answeredBy.flatMap((source) => ('check' in source ? source.check : []))
  return accepted.some(
    ({ controlKey, checkKind }) =>
      controlKey === control.key || (checkKind !== null && kinds.includes(checkKind)),
  )
}

function stricter(one: ScoredControl, other: ScoredControl): ScoredControl {
  const heavier = compareSeverity(one.severity, other.severity) <= 0 ? one : other
  return {
    ...heavier,
    severity: worseSeverity(one.severity, other.severity),
    standing: worseStanding(one.standing, other.standing),
  }
}

function worseStanding(one: Standing, other: Standing): Standing {
  const rank = (standing: Standing) => standingValue[standing] + (isKnown(standing) ? 0.25 : 0)
  return rank(one) <= rank(other) ? one : other
}
