import { describe, expect, test } from 'vitest'
import { findingsHref, findingsSentence } from './list-sentence'
import { findingFilter } from './schema'

const none = { open: 0, mine: 0, 'past-sla': 0, 'due-7d': 0, unowned: 0, accepted: 0, reopened: 0, closed: 0 }
const filter = findingFilter.parse({})

describe('the headline', () => {
  test.each([
    [{}, { ...none }, 0, 'No open findings'],
    [{}, { ...none, open: 1 }, 1, '1 open finding'],
    [
      {},
      { ...none, open: 23, 'past-sla': 4, unowned: 2 },
      23,
      '23 open findings: 4 past their date, 2 without an owner',
    ],
    [{}, { ...none, open: 2, 'past-sla': 1 }, 2, '2 open findings: 1 past its date'],
    [{ view: 'mine' }, none, 0, 'You own no open finding'],
    [{ view: 'mine' }, none, 2, 'You own 2 open findings'],
    [{ view: 'past-sla' }, none, 1, '1 finding is past its date'],
    [{ view: 'due-7d' }, none, 3, '3 findings are due within 7 days'],
    [{ view: 'unowned' }, none, 0, 'Every open finding has an owner'],
    [{ view: 'accepted' }, none, 1, '1 risk is accepted, each until its date'],
    [{ view: 'reopened' }, none, 2, '2 findings came back after being closed'],
    [{ view: 'closed' }, none, 0, 'Nothing was closed yet'],
    [{ q: 'disk' }, none, 1, '1 finding matches'],
    [{ severity: 'high' }, none, 2, '2 findings match'],
  ] as const)('%j', (change, counts, total, sentence) => {
    expect(findingsSentence({ filter: findingFilter.parse(change), counts: { ...counts }, total })).toBe(
      sentence,
    )
  })
})

describe('the address', () => {
  test.each([
    [{}, '/findings'],
    [{ view: 'mine' }, '/findings?view=mine'],
    [{ q: 'a b', page: 2 }, '/findings?q=a+b&page=2'],
    [{ sort: '-due', severity: 'high' }, '/findings?severity=high&sort=-due'],
  ] as const)('%j', (change, href) => {
    expect(findingsHref(filter, change)).toBe(href)
  })

  test('survives whatever is typed into it', () => {
    expect(
      findingFilter.parse({
        view: 'x',
        sort: 'drop table',
        page: '-1',
        severity: 'y',
        system: "' or 1=1",
        q: ['a'],
      }),
    ).toEqual(filter)
  })
})
