import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { capAt, computeScore } from '@/lib/score/compute-score'
import { nextGrade } from '@/lib/score/next-grade'
import { coverageForGrade, gradeFrom, type ScoredControl, type Standing, weights } from '@/lib/score/schema'
import { projectRoot } from '../project-root'

const words: Readonly<Record<string, Standing>> = {
  passing: 'pass',
  warning: 'warn',
  stale: 'stale',
  'never answered': 'never',
}
const page = await readFile(join(projectRoot, 'docs', 'score.md'), 'utf8')

/** The rows of the example, as cells. */
const rows = [
  ...page.matchAll(/^\| ([a-z-]+\.[a-z-]+) \| (\d+) \| ([a-z ]+) \| ([\d.]+) \| ([\d.]+) \|$/gm),
].map((match) => match.slice(1))
const severityOf = (weight: string) => {
  const found = Object.entries(weights).find(([, each]) => each === Number(weight))
  if (!found) throw new Error(`no severity weighs ${weight}`)
  return found[0] as ScoredControl['severity']
}
const controls = rows.map(
  ([key = '', weight = '', standing = '']): ScoredControl => ({
    key,
    checklist: 'quarterly-review',
    severity: severityOf(weight),
    meaning: '',
    standing: words[standing] ?? 'unknown',
    excluded: false,
  }),
)
const rounded = (value: number | undefined) => Math.round((value ?? Number.NaN) * 10) / 10

it('its example is what the formula gives', () => {
  const score = computeScore({ controls, caps: [] })
  expect(controls).toHaveLength(5)
  for (const [index, [, , , gives, of]] of rows.entries()) {
    const part = score.contributions[index]
    expect([rounded(part?.points), rounded(part?.possible)]).toEqual([Number(gives), Number(of)])
  }
  const numbers = [score.posture, score.coverage, score.health].map((value) => (value ?? 0).toFixed(1))
  expect(page).toContain(
    `Posture ${numbers[0]}, coverage ${numbers[1]}, health ${numbers[2]}, grade ${score.grade}.`,
  )
  const next = nextGrade(score)
  expect(next?.keys).toHaveLength(1)
  expect(page).toContain(`One answer away from ${next?.grade}: ${next?.keys[0]}.`)
})

it('its caps and grades are those of the code', () => {
  const score = computeScore({
    controls,
    caps: [{ at: capAt['open-critical'], finding: 1, reason: 'open-critical' }],
  })
  expect(page).toContain(`capped at ${score.cappedPosture}: grade ${score.grade}`)
  expect(page).toContain(`An open critical finding caps the posture at ${capAt['open-critical']} `)
  expect(page).toContain(`overdue high one at ${capAt['overdue-high']}.`)
  expect(page).toContain(
    `A from ${gradeFrom.A}, B from ${gradeFrom.B}, C from ${gradeFrom.C}, D from ${gradeFrom.D}, else F`,
  )
  expect(page).toContain(`Below ${coverageForGrade} % coverage`)
  expect(page).toContain('Weights are 10, 5, 3 and 1 for critical, high, medium and low')
  expect(Object.values(weights)).toEqual([10, 5, 3, 1])
})
