import { describe, expect, it } from 'vitest'
import { parseChecklist } from '@/lib/checklists/parse-checklist'
import type { Control } from '@/lib/checklists/schema'
import { shippedChecklists } from '@/lib/checklists/shipped/index'
import { checkKinds } from '@/lib/checks/kinds'
import type { CheckFact } from '@/lib/facts/system-facts'
import { starterSets } from '@/lib/tasks/starter-sets/index'
import { checkFact, factsOf } from '@/scripts/testing/facts-fixture'
import { appliesTo } from './applies-to'
import { knownFacts } from './facts/index'
import { suggestAnswer } from './suggest-answer'

// What shipped questions and the sources of their answers owe each other.

const known = {
  checks: new Set(checkKinds.map(({ kind }) => kind)),
  facts: new Set(knownFacts.map(({ name }) => name)),
  tasks: new Set(starterSets.flatMap(({ tasks }) => tasks.map(({ key }) => key))),
}
const read = shippedChecklists.map(({ key, yaml }) => ({ key, parsed: parseChecklist(yaml, known) }))
const controlsOf = (key: string): Control[] =>
  read.find((each) => each.key === key)?.parsed.document?.controls ?? []
const all = read.flatMap(({ key }) => controlsOf(key))

describe.each(read)('$key', ({ parsed }) => {
  it('is read without an error and without a doubt: every source exists', () => {
    expect(parsed.errors).toEqual([])
    expect(parsed.document && parsed.notes).toEqual([])
  })
})

it('uses every fact that is known', () => {
  const used = new Set(
    all.flatMap(({ answeredBy }) => answeredBy.flatMap((each) => ('fact' in each ? each.fact : []))),
  )
  expect(knownFacts.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([])
})

it('asks for yes or no only what data cannot doubt', () => {
  const shaded = all.filter(({ type }) => type === 'boolean').flatMap(({ answeredBy }) => answeredBy)
  expect(shaded).toEqual([{ fact: 'runbook.linked' }])
})

it('numbers from facts have the unit that is asked for', () => {
  for (const { key, threshold, answeredBy } of all.filter(({ type }) => type === 'number')) {
    expect(answeredBy.length, key).toBe(1)
    expect(threshold?.fail, key).toBeGreaterThan(0)
  }
})

describe('a quarterly review of a database, its host and its backups', () => {
  const targets = (['postgres', 'host', 'backup'] as const).map((kind) => ({ id: kind, kind, address: kind }))
  const checks = targets.flatMap((target) =>
    checkKinds
      .filter((definition) => definition.proposed && definition.targets.includes(target.kind))
      .map(({ kind, dimension }) => checkFact({ id: kind, kind, dimension, target })),
  )
  const controls = controlsOf('quarterly-review')
  const suggestions = (asked: readonly CheckFact[]) =>
    new Map(
      controls.map((control) => [control.key, suggestAnswer(control, factsOf({ targets, checks: asked }))]),
    )
  const outcomes = (asked: readonly CheckFact[]) =>
    [...suggestions(asked)].filter(([, suggestion]) => suggestion && suggestion.outcome !== 'unknown')

  it('asks all 24 of it', () => {
    const facts = factsOf({ targets, checks })
    expect(controls.filter((control) => appliesTo(control, facts))).toHaveLength(24)
  })

  it('knows at least 55 percent of the answers before anybody recorded anything', () => {
    expect(outcomes(checks).length).toBeGreaterThanOrEqual(0.55 * 24)
    expect(outcomes(checks).map(([key]) => key)).toEqual([
      'backup.runs',
      'backup.size-plausible',
      'database.cleanup-automatic',
      'database.cleanup-sufficient',
      'database.cleanup-unhindered',
      'database.statistics-current',
      'database.limits-far',
      'database.indexes-sound',
      'database.settings-safe',
      'database.version-supported',
      'resources.disk',
      'resources.memory',
      'resources.open-files',
      'resources.connections',
      'resources.growth',
      'monitoring.blind-spots',
    ])
  })

  it('answers 15 of them otherwise when what is looked at is otherwise', () => {
    const sound = suggestions(checks)
    const broken = suggestions(checks.map((check) => ({ ...check, state: 'fail', reason: 'It is broken.' })))
    const changed = [...sound].filter(([key, before]) => before?.outcome !== broken.get(key)?.outcome)
    expect(changed).toHaveLength(15)
    for (const [key] of changed) expect(broken.get(key)).toMatchObject({ outcome: 'fail' })
  })

  it.each([
    ['is unknown', (check: CheckFact): CheckFact[] => [{ ...check, state: 'unknown' }]],
    ['was deleted', () => []],
  ] as const)('says nothing is well when a check %s', (_what, change) => {
    for (const gone of checks) {
      const left = suggestions(checks.flatMap((check) => (check === gone ? change(check) : [check])))
      for (const [key, after] of left)
        if (
          controls
            .find((control) => control.key === key)
            ?.answeredBy.some((each) => 'check' in each && each.check.includes(gone.kind))
        )
          expect(after, `${key} without ${gone.kind}`).toMatchObject({ outcome: 'unknown' })
    }
  })
})
