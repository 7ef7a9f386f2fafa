import type { AssignedControl } from '@/lib/checklists/store'
import { answerWords } from './answer-words'
import { type AppliesFacts, appliesTo } from './applies-to'
import type { AssessmentRow } from './assessment-store'
import type { ExclusionRow } from './exclusion-store'
import { freshnessOf, standingOf } from './freshness'
import type { ChecklistControls, ControlCounts, ControlLine } from './view'

/** What the list of a system's controls is made of. */
export interface ListedFacts {
  facts: AppliesFacts & { now: Date }
  assessments: readonly AssessmentRow[]
  exclusions: readonly ExclusionRow[]
  evidenceTitles: ReadonlyMap<string, string>
  /** Titles of checklists, by key. */
  titles: ReadonlyMap<string, string>
}

/** The controls that apply to a system, by checklist and area, each as it stands now. Pure. */
export function listControls(controls: readonly AssignedControl[], known: ListedFacts): ChecklistControls[] {
  const byChecklist = Map.groupBy(
    controls.filter(({ control }) => appliesTo(control, known.facts)),
    ({ checklistKey }) => checklistKey,
  )
  return [...byChecklist].map(([key, own]) => {
    const lines = own.map((each) => controlLine(each, known))
    return {
      key,
      title: known.titles.get(key) ?? key,
      versionNumber: own[0]?.versionNumber ?? 0,
      counts: countControls(lines),
      areas: [...Map.groupBy(lines, ({ area }) => area)].map(([area, inArea]) => ({
        area,
        controls: inArea,
      })),
    }
  })
}

/** One control as it stands now. Pure. */
export function controlLine(
  { control, meaning }: AssignedControl,
  { facts, assessments, exclusions, evidenceTitles }: ListedFacts,
): ControlLine {
  const answer = assessments.find(({ controlKey }) => controlKey === control.key)
  const exclusion = exclusions.find(({ controlKey }) => controlKey === control.key)
  const freshness = freshnessOf(answer, facts.now, meaning)
  return {
    key: control.key,
    area: control.area,
    question: control.question,
    severity: control.severity,
    outcome: answer ? standingOf(answer.outcome, freshness) : 'unknown',
    freshness,
    source: answer?.source ?? null,
    statement: answer ? answer.statement || answerWords(control, answer.answer) : null,
    answeredAt: answer?.answeredAt.toISOString() ?? null,
    answeredBy: answer?.answeredBy ?? null,
    validUntil: answer?.validUntil?.toISOString() ?? null,
    evidence: (answer?.evidenceIds ?? []).map((id) => ({ id, title: evidenceTitles.get(id) ?? 'Evidence' })),
    findingNumber: answer?.findingNumber ?? null,
    exclusion: exclusion ? { until: exclusion.until.toISOString(), isInForce: exclusion.isInForce } : null,
    isReworded: answer !== undefined && answer.meaning !== meaning,
  }
}

/** Counts of some controls, each key once. What is left out is counted apart. Pure. */
export function countControls(lines: readonly ControlLine[]): ControlCounts {
  const once = [...new Map(lines.map((line) => [line.key, line])).values()]
  const asked = once.filter(({ exclusion }) => !exclusion?.isInForce)
  const count = (holds: (line: ControlLine) => boolean) => asked.filter(holds).length
  return {
    asked: asked.length,
    answered: count(({ outcome }) => outcome !== 'unknown'),
    byData: count(({ outcome, source }) => outcome !== 'unknown' && source === 'auto'),
    pass: count(({ outcome }) => outcome === 'pass'),
    warn: count(({ outcome }) => outcome === 'warn'),
    fail: count(({ outcome }) => outcome === 'fail'),
    unknown: count(({ outcome }) => outcome === 'unknown'),
    stale: count(({ freshness }) => freshness === 'stale'),
    excluded: once.length - asked.length,
  }
}
