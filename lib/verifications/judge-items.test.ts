import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { itemsOf, refuseClosing } from './judge-items'
import { verificationAreas, verificationForm } from './schema'

const form = (over: Record<string, string> = {}) =>
  parseInput(verificationForm, {
    revision: '1',
    ...Object.fromEntries(verificationAreas.map((area) => [`${area}Outcome`, 'verified'])),
    ...over,
  })
const fieldsOf = (work: () => unknown): string[] => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return Object.keys(error.fields)
    throw error
  }
  return []
}

describe('the areas of a verification', () => {
  it('are five, each with what was expected and found', () => {
    const items = itemsOf(form({ filesExpected: '1,412', filesFound: '1412', jobsOutcome: 'not-applicable' }))
    expect(items.map(({ area, outcome }) => [area, outcome])).toEqual([
      ['records', 'verified'],
      ['files', 'verified'],
      ['volumes', 'verified'],
      ['dependencies', 'verified'],
      ['jobs', 'not-applicable'],
    ])
    expect(items[1]).toMatchObject({ expected: 1_412, found: 1_412, missing: 0 })
  })

  it('count what is missing from the two numbers, unless it is said', () => {
    const files = { filesOutcome: 'missing', filesExpected: '12', filesFound: '9' }
    expect(itemsOf(form(files))[1]?.missing).toBe(3)
    expect(itemsOf(form({ ...files, filesMissing: '4' }))[1]?.missing).toBe(4)
  })

  it.each([
    [{ filesExpected: '12', filesFound: '9' }, 'filesOutcome'],
    [{ filesMissing: '1' }, 'filesOutcome'],
    [{ filesOutcome: 'missing' }, 'filesMissing'],
    [{ filesOutcome: 'missing', filesExpected: '9', filesFound: '9' }, 'filesMissing'],
  ])('are refused with %o, at %s', (over, field) => {
    expect(fieldsOf(() => itemsOf(form(over)))).toEqual([field])
  })

  it.each([
    ['11', /^Files: 11 of 12 were found, so one is missing\./],
    ['9', /^Files: 9 of 12 were found, so 3 are missing\./],
  ])('say how many are missing when %s of 12 were found', (filesFound, sentence) => {
    expect(() => itemsOf(form({ filesExpected: '12', filesFound }))).toThrow(sentence)
  })

  it('takes more than was expected for verified', () => {
    expect(itemsOf(form({ filesExpected: '9', filesFound: '12' }))[1]).toMatchObject({ outcome: 'verified' })
  })

  it.each([
    [{}, []],
    [{ jobsOutcome: 'not-applicable' }, []],
    [{ jobsOutcome: 'not-checked' }, ['jobsOutcome']],
    [
      { jobsOutcome: 'not-checked', filesOutcome: 'missing', filesMissing: '2' },
      ['filesOutcome', 'jobsOutcome'],
    ],
    [
      Object.fromEntries(verificationAreas.map((area) => [`${area}Outcome`, 'not-applicable'])),
      ['recordsOutcome'],
    ],
  ])('close with %o, except for %j', (over, fields) => {
    expect(fieldsOf(() => refuseClosing(itemsOf(form(over))))).toEqual(fields)
  })
})
