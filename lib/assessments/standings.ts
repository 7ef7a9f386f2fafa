import type { AssignedControl } from '@/lib/checklists/store'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { appliesTo } from './applies-to'
import type { AssessmentRow } from './assessment-store'
import { freshnessOf, standingOf } from './freshness'
import type { ControlStandings } from './watch-core'

/** Each control once: a key that several checklists ask is one question, asked by the first of them. Pure. */
export function onceEach(controls: readonly AssignedControl[]): AssignedControl[] {
  return [...new Map(controls.toReversed().map((each) => [each.control.key, each])).values()].reverse()
}

/** How the controls that are asked of a system stand now. Pure. */
export function controlStandings(
  controls: readonly AssignedControl[],
  assessments: readonly AssessmentRow[],
  facts: Pick<SystemFacts, 'system' | 'targets' | 'now'>,
): ControlStandings {
  const answers = new Map(assessments.map((row) => [row.controlKey, row]))
  return new Map(
    onceEach(controls)
      .filter(({ control }) => appliesTo(control, facts))
      .map(({ control, meaning }) => {
        const answer = answers.get(control.key)
        const freshness = freshnessOf(answer, facts.now, meaning)
        const outcome = answer ? standingOf(answer.outcome, freshness) : 'unknown'
        return [control.key, { question: control.question, outcome, freshness }]
      }),
  )
}
