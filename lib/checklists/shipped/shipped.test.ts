import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkKinds } from '@/lib/checks/kinds'
import { type ChecklistDocument, type Control, checklistDocument } from '../schema'
import { composeChecklist } from './compose'
import { shippedChecklists } from './index'

// What every shipped checklist keeps, whoever wrote its questions.

const documents = new Map<string, ChecklistDocument>(
  shippedChecklists.map(({ key, yaml }) => [key, checklistDocument.parse(parse(yaml, { strict: true }))]),
)
const controlsOf = (key: string): Control[] => documents.get(key)?.controls ?? []
const areasOf = (key: string): string[] => [...new Set(controlsOf(key).map(({ area }) => area))]

describe('the shipped set', () => {
  it('holds the eight that were promised, each under its own key', () => {
    expect([...documents.keys()]).toEqual([
      'getting-started',
      'quarterly-review',
      'post-migration',
      'alert-quality',
      'cron-and-scripts',
      'health-check-dimensions',
      'resource-thresholds',
      'security-hygiene',
    ])
    for (const [key, document] of documents) expect(document.key).toBe(key)
  })

  it('begins with eight areas, and verifies a migration in five', () => {
    expect(areasOf('getting-started')).toEqual([
      'Database',
      'Backups',
      'Health',
      'Resources',
      'Security',
      'Certificates',
      'Alerts',
      'Reports',
    ])
    expect(areasOf('post-migration')).toEqual([
      'Records',
      'Files',
      'Volumes',
      'Dependencies',
      'Background jobs',
    ])
    expect(areasOf('security-hygiene')).toEqual(['Daily', 'Weekly', 'Monthly', 'Quarterly'])
    expect(areasOf('health-check-dimensions').slice(0, 5)).toEqual([
      'Service health',
      'Dependencies',
      'Resources',
      'Certificates',
      'Data integrity',
    ])
  })

  it('asks one question under one key, in whichever checklist', () => {
    const known = new Map<string, string>()
    for (const { controls } of documents.values()) {
      for (const { area: _area, ...rest } of controls) {
        const meaning = JSON.stringify(rest)
        expect(known.get(rest.key) ?? meaning, rest.key).toBe(meaning)
        known.set(rest.key, meaning)
      }
    }
  })

  it('says which key it does not find', () => {
    const head = { key: 'one', title: 'One', purpose: 'Nothing', occasion: 'event' } as const
    expect(() => composeChecklist(head, [['Area', ['not-there']]])).toThrow(
      'No control not-there for the checklist one',
    )
  })
})

describe('the quarterly review', () => {
  const controls = controlsOf('quarterly-review')

  it('asks 24 questions', () => {
    expect(controls).toHaveLength(24)
  })

  it('has at least 15 that checks of a database, a host and a backup folder answer', () => {
    const there = checkKinds
      .filter(({ targets }) => targets.some((kind) => ['postgres', 'host', 'backup'].includes(kind)))
      .filter(({ proposed }) => proposed)
      .map(({ kind }) => kind)
    const answered = controls.filter(({ answeredBy }) =>
      answeredBy.some((source) => 'check' in source && source.check.every((kind) => there.includes(kind))),
    )
    expect(answered.length).toBeGreaterThanOrEqual(15)
    // Distinct sources: one planted fault does not answer two questions.
    const kinds = answered.flatMap(({ answeredBy }) =>
      answeredBy.flatMap((source) => ('check' in source ? source.check : [])),
    )
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  it('leaves two to judgement in words, asks for one number, and leaves the rest to a choice', () => {
    expect(controls.filter(({ type }) => type === 'text')).toHaveLength(2)
    expect(controls.filter(({ type }) => type === 'choice')).toHaveLength(21)
    expect(controls.filter(({ type }) => type === 'number')).toHaveLength(1)
  })
})

describe.each([...documents])('%s', (_key, { controls }) => {
  it('asks each question once', () => {
    expect(new Set(controls.map(({ key }) => key)).size).toBe(controls.length)
  })

  it.each(controls.map((control) => [control.key, control] as const))('%s', (_control, control) => {
    keepsTheShape(control)
    keepsItsProof(control, controls)
  })
})

function keepsTheShape(control: Control): void {
  expect(control.question).toMatch(/\?$/)
  expect(control.question.length).toBeLessThanOrEqual(140)
  expect(control.why).toMatch(/^[A-Z].*\.$/)
  expect(control.remediation).toMatch(/[.]$/)
  const { type, choices, threshold } = control
  expect(threshold !== null).toBe(type === 'number')
  if (type !== 'choice') {
    expect(choices).toEqual([])
    return
  }
  expect(choices.length).toBeGreaterThanOrEqual(3)
  expect(choices.length).toBeLessThanOrEqual(6)
  expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length)
  expect(choices[0]?.outcome).toBe('pass')
  expect(choices.map(({ outcome }) => outcome)).toContain('fail')
  for (const { outcome, improvement } of choices) {
    // "I don't know" is offered with every question; a choice is something that somebody knows.
    expect(outcome).not.toBe('unknown')
    expect(improvement === '').toBe(outcome === 'pass')
  }
  if (control.answeredBy.length > 0) {
    expect(new Set(choices.map(({ outcome }) => outcome))).toEqual(new Set(['pass', 'warn', 'fail']))
  }
}

function keepsItsProof({ key, proofOf }: Control, controls: readonly Control[]): void {
  const seen = [key]
  for (let claim = proofOf; claim !== null; ) {
    expect(seen).not.toContain(claim)
    const found = controls.find((other) => other.key === claim)
    expect(found, `${key} proves ${claim}`).toBeDefined()
    seen.push(claim)
    claim = found?.proofOf ?? null
  }
}
