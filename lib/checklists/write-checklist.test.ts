import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkKinds } from '@/lib/checks/kinds'
import { severities } from '@/lib/findings/severity'
import { systemKinds } from '@/lib/systems/edit-schema'
import { targetKinds } from '@/lib/systems/target-address'
import { parseChecklist } from './parse-checklist'
import {
  type ChecklistDocument,
  type Control,
  checklistDocument,
  controlDimensions,
  controlTypes,
  evidencePolicies,
  occasions,
  outcomes,
} from './schema'
import { shippedChecklists } from './shipped/index'
import { writeChecklist } from './write-checklist'

const known = { checks: new Set(checkKinds.map(({ kind }) => kind)), facts: null, tasks: null }

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const key = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'))
/** Text as people write it, and as nobody does: quotes, colons, breaks, what YAML takes for something else. */
const text = (min: number, max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', minLength: min, maxLength: max }),
      fc.string({ unit: 'grapheme', minLength: min, maxLength: max }),
      fc.stringMatching(/^[ a-z:#"'\n\t&*?|>%@`!{}[\],~-]{3,60}$/),
      fc.constantFrom(
        'yes, and no',
        '2024',
        'null',
        '~ or so',
        '- dash',
        '0x1F',
        '1_000',
        'a: b',
        '# no comment',
        '...',
        '--- x',
        'a\n\n  b\n c',
        '<<: x',
      ),
    )
    // Neither NUL nor half a character can be stored: no form brings them in, and their escapes are refused.
    .map((each) => each.replaceAll('\u0000', '').trim().slice(0, max).toWellFormed().trim())
    .filter((each) => [...each].length >= min)
const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 })
const maybe = <T>(made: fc.Arbitrary<T>) => fc.option(made, { nil: undefined })

const choices = fc
  .uniqueArray(
    fc.record({ key, label: text(1, 60), outcome: fc.constantFrom(...outcomes), improvement: text(1, 60) }),
    {
      minLength: 2,
      maxLength: 6,
      selector: (choice) => choice.key,
    },
  )
  .map(([first, ...rest]): Control['choices'] =>
    first ? [{ ...first, outcome: 'pass' as const, improvement: '' }, ...rest] : [],
  )
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const threshold = fc.record({
  unit: text(1, 20),
  worse: fc.constantFrom('higher' as const, 'lower' as const),
  warn: fc.constant(null),
  fail: finite,
})
const source = fc.oneof(
  fc.record({ check: some(checkKinds.map(({ kind }) => kind)) }),
  fc.record({ task: fc.array(key, { minLength: 1, maxLength: 3 }) }),
  fc.record({ fact: key }),
)
const control: fc.Arbitrary<Control> = fc
  .record({
    key,
    area: text(1, 60),
    question: text(3, 200),
    why: text(3, 200),
    remediation: text(3, 200),
    type: fc.constantFrom(...controlTypes),
    choices,
    threshold,
    severity: fc.constantFrom(...severities),
    evidencePolicy: fc.constantFrom(...evidencePolicies),
    validForDays: fc.integer({ min: 1, max: 730 }),
    dimension: fc.constantFrom(...controlDimensions),
    appliesWhen: fc.option(
      fc.record({
        systemKind: maybe(some(systemKinds)),
        targetKind: maybe(some(targetKinds)),
        environment: maybe(some(['production', 'staging'] as const)),
        criticality: maybe(some(severities)),
      }),
    ),
    proofOf: fc.constant(null),
    answeredBy: fc.array(source, { minLength: 1, maxLength: 3 }),
  })
  .map((each) => ({
    ...each,
    choices: each.type === 'choice' ? each.choices : [],
    threshold: each.type === 'number' ? each.threshold : null,
    answeredBy: each.type === 'text' ? [] : each.answeredBy,
  }))
const document: fc.Arbitrary<ChecklistDocument> = fc.record({
  key,
  title: text(3, 100),
  purpose: text(3, 200),
  occasion: fc.constantFrom(...occasions),
  appliesTo: fc.oneof(fc.constant<ChecklistDocument['appliesTo']>([]), some(systemKinds)),
  controls: fc
    .uniqueArray(control, { minLength: 1, maxLength: 6, selector: (each) => each.key })
    // Each may prove the one before it; so there is no circle.
    .chain((controls) =>
      fc.array(fc.boolean(), { minLength: controls.length, maxLength: controls.length }).map((proves) =>
        controls.map((each, index) => ({
          ...each,
          proofOf: proves[index] && index > 0 ? (controls[index - 1]?.key ?? null) : null,
        })),
      ),
    ),
})

describe('what is written', () => {
  it('reads back as what it was, whatever people put into the words', () => {
    fc.assert(
      fc.property(document, (checklist) => {
        const expected = checklistDocument.parse(checklist)
        const parsed = parseChecklist(writeChecklist(checklist), known)
        expect(parsed.errors).toEqual([])
        expect(parsed.document).toEqual(expected)
        expect(writeChecklist(expected)).toBe(writeChecklist(checklist))
      }),
      { numRuns: 300 },
    )
  }, 30_000)

  it.each(shippedChecklists.map(({ key: name, yaml }) => [name, yaml]))('%s goes round', (_name, yaml) => {
    const first = parseChecklist(yaml, known).document
    if (!first) throw new Error('does not parse')
    expect(parseChecklist(writeChecklist(first), known).document).toEqual(first)
  })

  it('leaves defaults out and keeps short lists on one line', () => {
    const yaml = writeChecklist(
      checklistDocument.parse({
        key: 'a',
        title: 'A list',
        purpose: 'To see it.',
        occasion: 'event',
        appliesTo: ['database', 'host'],
        controls: [
          {
            key: 'a.b',
            area: 'Area',
            question: 'How long: in hours?',
            why: 'It matters.',
            remediation: 'Do it.',
            type: 'number',
            threshold: { unit: 'hours', worse: 'higher', fail: 5 },
            severity: 'low',
            evidencePolicy: 'none',
            validForDays: 30,
            dimension: 'backup',
            answeredBy: [{ check: ['bk.age'] }, { fact: 'backup.restored' }],
          },
        ],
      }),
    )
    expect(yaml).toBe(`key: a
title: A list
purpose: To see it.
occasion: event
appliesTo: [database, host]
controls:
  - key: a.b
    area: Area
    question: "How long: in hours?"
    why: It matters.
    remediation: Do it.
    type: number
    threshold: {unit: hours, worse: higher, fail: 5}
    severity: low
    evidencePolicy: none
    validForDays: 30
    dimension: backup
    answeredBy: [{check: [bk.age]}, {fact: backup.restored}]
`)
  })
})
