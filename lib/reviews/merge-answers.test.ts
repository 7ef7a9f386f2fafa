import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { emptyContent, mergeAnswers, type QuestionContent, sameContent } from './merge-answers'

const choice = (key: string) => ({ kind: 'choice' as const, choice: key })
const base: QuestionContent = { ...emptyContent, answer: choice('a'), note: 'seen', evidenceIds: ['e1'] }

test('one chose, the other wrote a note: both count', () => {
  const theirs = { ...base, answer: choice('b') }
  const mine = { ...base, note: 'seen twice' }
  expect(mergeAnswers(base, theirs, mine)).toEqual({
    kind: 'merged',
    content: { ...base, answer: choice('b'), note: 'seen twice' },
  })
})

test('both chose, each another one: a person decides', () => {
  expect(
    mergeAnswers(base, { ...base, answer: choice('b') }, { ...base, answer: choice('c'), note: 'x' }),
  ).toEqual({ kind: 'conflict', fields: ['answer'] })
})

test('both chose the same: nothing to decide', () => {
  const both = { ...base, answer: choice('b') }
  expect(mergeAnswers(base, both, { ...both })).toEqual({ kind: 'merged', content: both })
})

test('evidence of both is kept, and what one removed is gone', () => {
  const theirs = { ...base, evidenceIds: ['e1', 'e2'] }
  const mine = { ...base, evidenceIds: ['e3'] }
  expect(mergeAnswers(base, theirs, mine)).toMatchObject({ content: { evidenceIds: ['e2', 'e3'] } })
})

test('two windows of one person: the later counts, and what somebody else wrote between stays', () => {
  const theirs = { ...base, answer: choice('b'), note: 'somebody else’s' }
  const mine = { ...base, answer: choice('c') }
  expect(mergeAnswers(base, theirs, mine, true)).toEqual({
    kind: 'merged',
    content: { ...base, answer: choice('c'), note: 'somebody else’s' },
  })
})

const content: fc.Arbitrary<QuestionContent> = fc.record({
  answer: fc.constantFrom(null, choice('a'), choice('b'), { kind: 'unknown' as const }),
  note: fc.constantFrom('', 'one', 'two'),
  evidenceIds: fc.uniqueArray(fc.constantFrom('e1', 'e2', 'e3', 'e4')),
  findingOwnerId: fc.constantFrom(null, 'p', 'q'),
  findingDue: fc.constantFrom(null, '2026-11-30T22:59:59.000Z'),
})

describe('whatever two people wrote', () => {
  it('a merge loses nothing that either changed', () => {
    fc.assert(
      fc.property(content, content, content, (was, theirs, mine) => {
        const merge = mergeAnswers(was, theirs, mine)
        for (const field of ['answer', 'note', 'findingOwnerId', 'findingDue'] as const) {
          const changed = (by: QuestionContent) => JSON.stringify(by[field]) !== JSON.stringify(was[field])
          const differ = JSON.stringify(theirs[field]) !== JSON.stringify(mine[field])
          if (merge.kind === 'conflict') {
            expect(merge.fields.includes(field)).toBe(changed(theirs) && changed(mine) && differ)
          } else {
            expect(changed(theirs) && changed(mine) && differ).toBe(false)
            expect(merge.content[field]).toEqual((changed(mine) ? mine : theirs)[field])
          }
        }
        if (merge.kind === 'conflict') return
        const added = [...theirs.evidenceIds, ...mine.evidenceIds].filter(
          (id) => !was.evidenceIds.includes(id),
        )
        expect(merge.content.evidenceIds).toEqual(expect.arrayContaining(added))
        expect(new Set(merge.content.evidenceIds).size).toBe(merge.content.evidenceIds.length)
      }),
      { numRuns: 2_000 },
    )
  })

  it('nobody else changed anything: mine is what counts; I changed nothing: theirs', () => {
    fc.assert(
      fc.property(content, content, (was, other) => {
        const mine = mergeAnswers(was, was, other)
        expect(mine.kind === 'merged' && sameContent(mine.content, other)).toBe(true)
        const theirs = mergeAnswers(was, other, was)
        expect(theirs.kind === 'merged' && sameContent(theirs.content, other)).toBe(true)
      }),
    )
  })
})
