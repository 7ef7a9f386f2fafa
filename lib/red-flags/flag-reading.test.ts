import { describe, expect, it } from 'vitest'
import { combineClauses, type FlagStatus } from './flag-reading'

const clauses = (...statuses: FlagStatus[]) =>
  statuses.map((status, index) => ({ key: String(index), status, sentence: `${status} ${index}.` }))

describe('clauses together', () => {
  it.each([
    [clauses('raised', 'unknown', 'clear'), 'raised', 'raised 0.'],
    [clauses('clear', 'raised', 'raised'), 'raised', 'raised 1. raised 2.'],
    [clauses('clear', 'unknown'), 'unknown', 'unknown 1.'],
    [clauses('clear', 'clear'), 'clear', 'clear 0. clear 1.'],
    [[], 'unknown', 'The rule has no clause that can be judged yet.'],
  ])('%j', (given, status, sentence) => {
    expect(combineClauses(given)).toMatchObject({ status, sentence })
  })

  it('says the same sentence once', () => {
    const same = { status: 'unknown' as const, sentence: 'Not known.' }
    expect(
      combineClauses([
        { key: 'a', ...same },
        { key: 'b', ...same },
      ]).sentence,
    ).toBe('Not known.')
  })
})
