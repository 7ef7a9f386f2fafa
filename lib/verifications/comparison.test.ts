import { describe, expect, it } from 'vitest'
import { accepting, coversOf, createTally, decodeDifference, encodeDifference } from './comparison'
import type { Accepted } from './guided-store'
import type { Difference } from './guided-view'

const difference = (over: Partial<Difference> = {}): Difference => ({
  ...{
    area: 'files',
    part: 'files',
    key: 'uploads: cache/a.png',
    kind: 'missing',
    before: '12 bytes',
    after: null,
  },
  ...over,
})
const accepted = (over: Partial<Accepted> = {}): Accepted => ({
  ...{ pattern: 'uploads: cache/*', area: null, kind: null, reason: 'a cache', byId: '', by: 'mia', at: '' },
  ...over,
})

describe('a pattern', () => {
  it.each([
    ['uploads: cache/a.png', true],
    ['uploads: cache/*', true],
    ['*', true],
    ['*a*.png', true],
    ['uploads: *.png', true],
    ['uploads: *cache*a.png', true],
    ['uploads: cache', false],
    ['cache/*', false],
    ['uploads: cache/?.png', false],
    ['uploads: cache/..png', false],
    ['uploads: *x*', false],
    ['uploads: cache/a.png*a.png', false],
  ])('%s covers uploads: cache/a.png: %s', (pattern, covers) => {
    expect(coversOf({ pattern, area: null, kind: null })(difference())).toBe(covers)
  })

  it('is narrowed by area and kind', () => {
    expect(coversOf({ pattern: '*', area: 'records', kind: null })(difference())).toBe(false)
    expect(coversOf({ pattern: '*', area: 'files', kind: 'extra' })(difference())).toBe(false)
    expect(coversOf({ pattern: '*', area: 'files', kind: 'missing' })(difference())).toBe(true)
  })

  it('that is hostile takes no longer than one that is not', () => {
    const covers = coversOf({ pattern: `${'*a'.repeat(500)}*b`, area: null, kind: null })
    const start = performance.now()
    expect(covers(difference({ key: 'a'.repeat(100_000) }))).toBe(false)
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('that comes first is the reason', () => {
    const by = accepting([accepted({ pattern: 'other: *' }), accepted(), accepted({ pattern: '*' })])
    expect([by(difference()), by(difference({ key: 'x' }))]).toEqual([1, 2])
    expect(accepting([])(difference())).toBeNull()
  })
})

describe('a tally', () => {
  it('counts by area, keeps the first open ones, and says what each acceptance covers', () => {
    const tally = createTally(new Set(['files', 'jobs']), [accepted()])
    tally.equal('files', 40)
    tally.add(difference())
    for (let index = 0; index < 60; index++)
      tally.add(difference({ key: `uploads: ${index}`, kind: 'differs' }))
    tally.add(difference({ area: 'jobs', key: 'nightly', kind: 'unknown' }))
    const { areas, differences, open, firstOpen, covers } = tally.result()
    expect(areas.find(({ area }) => area === 'files')).toEqual({
      ...{ area: 'files', isChosen: true, equal: 40, differs: 60, missing: 1, extra: 0, unknown: 0 },
      ...{ accepted: 1, open: 60 },
    })
    expect(areas.find(({ area }) => area === 'records')).toMatchObject({ isChosen: false, open: 0 })
    expect([differences, open, firstOpen.length, covers]).toEqual([62, 61, 50, [1]])
  })
})

it('a difference is one line, and comes back as it was', () => {
  const odd = difference({ key: 'a\nb "c" \u2028', before: null, after: '' })
  expect(encodeDifference(odd)).not.toContain('\n')
  expect(decodeDifference(encodeDifference(odd))).toEqual(odd)
})
