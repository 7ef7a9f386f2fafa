import { describe, expect, it } from 'vitest'
import { type ComparedVersion, compareVersions } from './compare-versions'
import { meaningOf } from './meaning'
import type { Control } from './schema'
import {
  answersThatEnd,
  carryOverSentence,
  checklistHeadline,
  checklistsHeadline,
  comparisonWords,
  share,
} from './sentences'

const choice = (key: string, outcome: 'pass' | 'fail', improvement = '') => ({
  key,
  label: key,
  outcome,
  improvement,
})
const base: Control = {
  key: 'a.one',
  area: 'Backups',
  question: 'Is it so?',
  why: 'It matters.',
  remediation: 'Do it.',
  type: 'choice',
  choices: [choice('yes', 'pass'), choice('no', 'fail', 'Do it.')],
  threshold: null,
  severity: 'high',
  evidencePolicy: 'optional',
  validForDays: 90,
  dimension: 'backup',
  appliesWhen: null,
  proofOf: null,
  answeredBy: [{ check: ['bk.age'] }],
}
const version = (...controls: Partial<Control>[]): ComparedVersion => ({
  title: 'Backup basics',
  purpose: 'To know.',
  occasion: 'quarterly',
  appliesTo: [],
  controls: controls.map((change) => {
    const control = { ...base, ...change }
    return { control, meaning: meaningOf(control) }
  }),
})
const two = version({ key: 'a.one' }, { key: 'a.two' })

describe('two versions', () => {
  it('that say the same differ in nothing', () => {
    expect(compareVersions(two, two)).toEqual({
      words: [],
      added: [],
      removed: [],
      changed: [],
      unchanged: 2,
      isReordered: false,
    })
  })

  it('are compared by key: added, removed, changed, kept', () => {
    const after = version({ key: 'a.two', severity: 'low' }, { key: 'a.three' })
    const { added, removed, changed, unchanged } = compareVersions(two, after)
    expect(
      [added, removed, changed.map((each) => each.after)].map((list) => list.map(({ key }) => key)),
    ).toEqual([['a.three'], ['a.one'], ['a.two']])
    expect(unchanged).toBe(0)
    expect(changed[0]).toMatchObject({
      carriesOver: true,
      fields: [{ field: 'severity', before: 'high', after: 'low' }],
    })
  })

  it('may differ in order alone, and in their head alone', () => {
    expect(compareVersions(two, version({ key: 'a.two' }, { key: 'a.one' }))).toMatchObject({
      isReordered: true,
      changed: [],
    })
    // One that is added in between moves none of the others.
    expect(
      compareVersions(two, version({ key: 'a.one' }, { key: 'a.new' }, { key: 'a.two' })).isReordered,
    ).toBe(false)
    expect(compareVersions(two, { ...two, title: 'Backups', appliesTo: ['database', 'host'] }).words).toEqual(
      [
        { field: 'title', before: 'Backup basics', after: 'Backups' },
        { field: 'applies to', before: null, after: 'database; host' },
      ],
    )
  })

  it('have everything added when there was none before', () => {
    expect(compareVersions(null, two).added).toHaveLength(2)
  })

  it.each<[string, Partial<Control>, unknown[], boolean]>([
    [
      'a reworded choice',
      { choices: [{ ...choice('yes', 'pass'), label: 'Yes, always' }, choice('no', 'fail', 'Do it.')] },
      [{ field: 'choice yes', before: 'yes (pass)', after: 'Yes, always (pass)' }],
      true,
    ],
    [
      'a choice less and one more',
      { choices: [choice('yes', 'pass'), choice('never', 'fail', 'Do it.')] },
      [
        { field: 'choice never', before: null, after: 'never (fail). Do it.' },
        { field: 'choice no', before: 'no (fail). Do it.', after: null },
      ],
      false,
    ],
    [
      'another order of choices',
      { choices: base.choices.toReversed() },
      [{ field: 'order of choices', before: 'yes, no', after: 'no, yes' }],
      true,
    ],
    [
      'another type',
      { type: 'number', choices: [], threshold: { unit: 'h', worse: 'lower', warn: 9, fail: 5 } },
      [
        { field: 'type', before: 'choice', after: 'number' },
        expect.anything(),
        expect.anything(),
        { field: 'threshold', before: null, after: 'fails down to 5 h, warns down to 9' },
      ],
      false,
    ],
    [
      'a condition',
      { appliesWhen: { systemKind: ['database', 'host'], environment: ['production'] } },
      [{ field: 'applies when', before: null, after: 'kind database or host; environment production' }],
      true,
    ],
    [
      'other sources',
      { answeredBy: [{ task: ['a.b'] }, { fact: 'c.d' }] },
      [{ field: 'answered by', before: 'check bk.age', after: 'task a.b; fact c.d' }],
      true,
    ],
    [
      'everything else',
      {
        question: 'Or so?',
        why: 'So.',
        remediation: 'Else.',
        area: 'Else',
        dimension: 'security',
        evidencePolicy: 'none',
        validForDays: 9,
        proofOf: 'a.two',
      },
      Array.from({ length: 8 }, () => expect.anything()),
      true,
    ],
  ])('%s', (_what, change, fields, carriesOver) => {
    const { changed } = compareVersions(version({}), version(change))
    expect(changed).toEqual([expect.objectContaining({ fields, carriesOver })])
  })
})

describe('sentences', () => {
  const words = (before: ComparedVersion | null, after: ComparedVersion) =>
    comparisonWords(compareVersions(before, after))
  it('say what a version changes', () => {
    expect(words(two, two)).toBe('asks the same')
    expect(words(two, version({ key: 'a.two' }, { key: 'a.one' }))).toBe('only asks in another order')
    expect(words(two, { ...two, title: 'Other' })).toBe('changes its head and no question')
    expect(words(null, two)).toBe('adds 2 questions')
    expect(words(null, version({}))).toBe('adds 1 question')
    expect(
      words(two, version({ key: 'a.two', severity: 'low' }, { key: 'a.three' }, { key: 'a.four' })),
    ).toBe('adds 2, changes 1, and removes 1 of 2 questions')
    expect(words(version({}), version({ severity: 'low' }))).toBe('changes 1 of 1 question')
  })

  it('count the answers that end: of controls that mean something else now, not of those that are gone', () => {
    const comparison = compareVersions(
      version({ key: 'a.one' }, { key: 'a.two' }, { key: 'a.three' }),
      version({ key: 'a.one', severity: 'low' }, { key: 'a.two', type: 'boolean', choices: [] }),
    )
    const ending = answersThatEnd(comparison, { 'a.one': 5, 'a.two': 3, 'a.three': 7 })
    expect(ending).toBe(3)
    expect(carryOverSentence(ending, 5)).toBe(
      '3 answers have to be given again; until then they read unknown.',
    )
    expect(carryOverSentence(1, 0)).toBe('1 answer has to be given again; until then it reads unknown.')
    expect(carryOverSentence(0, 5)).toBe('All 5 valid answers carry over.')
    expect(carryOverSentence(0, 1)).toBe('The one valid answer carries over.')
    expect(carryOverSentence(0, 0)).toBe('There are no answers yet.')
  })

  it.each([
    [0, 0, 100],
    [0, 300, 0],
    [1, 300, 1],
    [299, 300, 99],
    [300, 300, 100],
    [1, 3, 33],
  ])('%i of %i is %i %%', (part, whole, percent) => expect(share(part, whole)).toBe(percent))

  it('begin with the answer', () => {
    const line = {
      title: 'Basics',
      controls: 24,
      systems: 3,
      asked: 60,
      answered: 15,
      published: 2,
      isRetired: false,
    }
    expect(checklistHeadline(line)).toBe('Basics asks 24 questions of 3 systems: 25 % have a valid answer')
    // Nothing asked is not everything answered.
    expect(checklistHeadline({ ...line, asked: 0, answered: 0 })).toBe(
      'Basics asks 24 questions of 3 systems, and none of them applies there',
    )
    expect(checklistHeadline({ ...line, systems: 0, controls: 1 })).toBe(
      'Basics asks 1 question, of no system yet',
    )
    expect(checklistHeadline({ ...line, published: null })).toBe('Basics is a draft: nobody is asked yet')
    expect(checklistHeadline({ ...line, isRetired: true })).toBe('Basics is retired: it counts for no system')
    expect(checklistsHeadline([line, { ...line, answered: 60 }])).toBe(
      '2 checklists: 75 of 120 questions to systems have a valid answer',
    )
    expect(checklistsHeadline([{ ...line, answered: 60 }])).toBe(
      '1 checklist: all 60 questions to systems have a valid answer',
    )
    expect(checklistsHeadline([{ ...line, asked: 0, answered: 0 }])).toBe(
      '1 checklist, and none counts for a system',
    )
    expect(checklistsHeadline([{ ...line, published: null }])).toBe('No checklist is published')
  })
})
