import { describe, expect, it } from 'vitest'
import { observationSubjects } from '@/lib/checks/observation'
import { announcementKinds, covers, expectationOf, explainedBy } from './expectation'
import { inWindow } from './in-window'
import { judgeAnnouncement } from './judge-announcement'
import { localText, momentOf } from './local-moment'

const at = (text: string) => new Date(`2026-11-${text}:00Z`)
const change = { subject: 'setting' as const, lastSeenBefore: at('23T10:00'), at: at('23T11:00') }
const announced = (
  startsAt: string,
  endsAt: string,
  kind: (typeof announcementKinds)[number] = 'deploy',
) => ({
  id: `${kind} ${startsAt}`,
  kind,
  startsAt: at(startsAt),
  endsAt: at(endsAt),
})

describe('an announcement explains', () => {
  it.each([
    ['a change inside it', announced('23T10:15', '23T10:45'), true],
    [
      'one that can have happened in it: it ended after the last look before',
      announced('23T09:00', '23T10:00'),
      true,
    ],
    ['one seen as it began', announced('23T11:00', '23T12:00'), true],
    ['none before it', announced('23T11:01', '23T12:00'), false],
    ['none after it', announced('23T08:00', '23T09:59'), false],
    ['none of another kind', announced('23T10:15', '23T10:45', 'certificate'), false],
    ['everything, when it says so', announced('23T10:15', '23T10:45', 'other'), true],
  ])('%s', (_what, announcement, explains) => {
    expect(explainedBy(change, [announcement]) !== null).toBe(explains)
    expect(expectationOf(explainedBy(change, [announcement]), false)).toBe(
      explains ? 'announced' : 'unexpected',
    )
  })

  it('by the latest of several', () => {
    const both = [announced('23T10:05', '23T12:00'), announced('23T10:30', '23T12:00', 'upgrade')]
    expect(explainedBy(change, both)?.kind).toBe('upgrade')
  })

  it('leaves no subject that nothing but "other" explains', () => {
    for (const subject of observationSubjects)
      expect(announcementKinds.filter((kind) => covers[kind].includes(subject)).length).toBeGreaterThan(1)
  })

  it('before the window does, which comes before nothing', () => {
    expect(expectationOf(announced('23T10:00', '23T11:00'), true)).toBe('announced')
    expect(expectationOf(null, true)).toBe('maintenance-window')
    expect(expectationOf(null, false)).toBe('unexpected')
  })
})

describe('the maintenance window', () => {
  it.each([
    ['Mon 10:30-10:45', 'UTC', true],
    ['Mon 11:30-12:00', 'UTC', false],
    ['Tue 10:30-10:45', 'UTC', false],
    ['daily 22:00-10:30', 'UTC', true],
    ['Sun 23:00-10:30', 'UTC', true],
    ['daily 11:30-11:45', 'Europe/Berlin', true],
    ['daily 10:30-10:45', 'Europe/Berlin', false],
    ['Mon 21:15-21:30', 'Pacific/Auckland', false],
    ['Mon 23:15-23:30', 'Pacific/Auckland', true],
    ['daily 23:45-24:00', 'Pacific/Auckland', true],
    ['some night', 'UTC', false],
    [null, 'UTC', false],
  ])('%s in %s holds Monday 10 to 11 h UTC: %s', (window, zone, holds) => {
    expect(inWindow(window, zone, change.lastSeenBefore, change.at)).toBe(holds)
  })

  it('explains nothing that can have happened at any time of two days', () => {
    expect(inWindow('daily 02:00-04:00', 'UTC', at('21T10:00'), at('23T10:00'))).toBe(false)
    expect(inWindow('daily 02:00-04:00', 'UTC', at('22T20:00'), at('23T10:00'))).toBe(true)
  })

  it('stands on both days when the clocks change', () => {
    const [spring, autumn] = [new Date('2026-03-29T00:30:00Z'), new Date('2026-10-25T00:30:00Z')]
    for (const from of [spring, autumn])
      expect(inWindow('Sun 01:30-03:30', 'Europe/Berlin', from, new Date(from.getTime() + 60_000))).toBe(true)
  })
})

describe('what may be announced', () => {
  const now = at('23T12:00')
  it.each([
    ['23T12:00', '23T13:00', {}],
    ['22T12:00', '22T13:00', {}],
    ['22T11:59', '22T13:00', { startsAt: expect.stringContaining('24 hours') }],
    ['23T13:00', '23T13:00', { endsAt: expect.stringContaining('before it begins') }],
    ['01T00:00', '30T00:00', { endsAt: expect.stringContaining('14 days') }],
  ])('%s to %s', (startsAt, endsAt, faults) => {
    expect(judgeAnnouncement({ startsAt: at(startsAt), endsAt: at(endsAt) }, now)).toEqual(faults)
  })

  it('is not years ahead', () => {
    const startsAt = new Date('2028-01-01T00:00:00Z')
    expect(judgeAnnouncement({ startsAt, endsAt: new Date('2028-01-01T01:00:00Z') }, now)).toHaveProperty(
      'startsAt',
    )
  })

  it('reads the clock of the viewer, there and back', () => {
    expect(momentOf('2026-11-30T22:00', 'Europe/Berlin', 'x').toISOString()).toBe('2026-11-30T21:00:00.000Z')
    expect(localText(new Date('2026-11-30T21:00:00Z'), 'Europe/Berlin')).toBe('2026-11-30T22:00')
    // Skipped by summer time: an hour later.
    expect(momentOf('2026-03-29T02:30', 'Europe/Berlin', 'x').toISOString()).toBe('2026-03-29T01:30:00.000Z')
    expect(() => momentOf('2026-02-30T10:00', 'UTC', 'startsAt')).toThrow('no such day')
  })
})
