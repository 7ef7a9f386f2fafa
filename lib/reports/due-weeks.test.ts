import { describe, expect, it } from 'vitest'
import { dueWeeks, isReady, longestCatchUp } from './due-weeks'
import { weekNamed } from './periods'

const zone = 'Europe/Berlin'
const ended = weekNamed('2026-W47', zone)
if (!ended) throw new Error('there is such a week')

describe('which weeks are due', () => {
  it.each([
    ['none was ever built: only the last one', [], ['2026-W47']],
    ['the last one is there', ['2026-W47', '2026-W46'], []],
    ['one is missing', ['2026-W46'], ['2026-W47']],
    ['three are missing, oldest first', ['2026-W44', '2026-W43'], ['2026-W45', '2026-W46', '2026-W47']],
    ['one was built before its time in another zone', ['2026-W48', '2026-W47'], []],
  ])('%s', (_name, built, due) => {
    expect(dueWeeks(ended, built, zone).map(({ name }) => name)).toEqual(due)
  })

  it('after a very long silence, not all of them', () => {
    const due = dueWeeks(ended, ['2025-W01'], zone)
    expect(due).toHaveLength(longestCatchUp)
    expect(due.at(-1)?.name).toBe('2026-W47')
  })
})

describe('when a week can be read', () => {
  const to = new Date('2026-11-23T00:00:00Z')
  const minutes = (count: number) => new Date(to.getTime() + count * 60_000)
  it.each([
    ['all is rolled up', { rolledUntil: minutes(0), wasAttended: true, resumedAt: null }, 3, true],
    [
      'the last hour is not rolled up',
      { rolledUntil: minutes(-60), wasAttended: true, resumedAt: null },
      3,
      false,
    ],
    ['and will not be', { rolledUntil: minutes(-60), wasAttended: true, resumedAt: null }, 45, true],
    ['nothing was ever rolled up', { rolledUntil: null, wasAttended: true, resumedAt: null }, 10, false],
    [
      'a worker has just come back',
      { rolledUntil: minutes(120), wasAttended: false, resumedAt: minutes(120) },
      125,
      false,
    ],
    ['it has settled', { rolledUntil: minutes(120), wasAttended: false, resumedAt: minutes(120) }, 130, true],
    [
      'it came back, and nothing is rolled up',
      { rolledUntil: null, wasAttended: false, resumedAt: minutes(120) },
      130,
      false,
    ],
    ['nor after a while', { rolledUntil: null, wasAttended: false, resumedAt: minutes(120) }, 165, true],
    ['nobody is there', { rolledUntil: minutes(0), wasAttended: false, resumedAt: null }, 500, false],
  ])('%s', (_name, readiness, after, ready) => {
    expect(isReady(to, readiness, minutes(after))).toBe(ready)
  })
})
