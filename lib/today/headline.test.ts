import { describe, expect, it } from 'vitest'
import { coverageLine, type HeadlineFacts, headline } from './headline'

const now = new Date('2026-11-23T13:04:00Z')
const facts = (over: Partial<HeadlineFacts> = {}): HeadlineFacts => ({
  now,
  zone: 'UTC',
  heartbeatAt: new Date('2026-11-23T13:03:55Z'),
  silent: false,
  systems: 18,
  checks: 146,
  current: 146,
  pending: 0,
  needs: 0,
  overdue: 0,
  dueToday: 0,
  unowned: 0,
  blind: 0,
  onCritical: 0,
  next: null,
  newestAt: new Date('2026-11-23T13:03:18Z'),
  ...over,
})

describe('the headline', () => {
  it.each<[string, Partial<HeadlineFacts>, string]>([
    ['all is well', {}, 'Nothing needs you today.'],
    ['all is well, first runs of new checks', { pending: 3 }, 'Nothing needs you today.'],
    ['nothing watched', { checks: 0, systems: 0 }, 'Nothing is watched yet.'],
    [
      'first run begins',
      { systems: 0, checks: 31, pending: 31 },
      'This installation is auditing itself: 0 of 31 checks have answered.',
    ],
    [
      'first run goes on',
      { systems: 0, checks: 31, pending: 19, needs: 2 },
      'This installation is auditing itself: 12 of 31 checks have answered.',
    ],
    [
      'first run has ended',
      { systems: 0, checks: 31, needs: 2, unowned: 1 },
      'Two things need you. One has no owner.',
    ],
    ['one thing', { needs: 1 }, 'One thing needs you.'],
    ['one thing, late', { needs: 1, overdue: 1 }, 'One thing needs you. One is overdue.'],
    [
      'many, some late',
      { needs: 5, overdue: 2, dueToday: 1, unowned: 3 },
      'Five things need you. Two are overdue.',
    ],
    [
      'due before unowned',
      { needs: 5, dueToday: 1, unowned: 3 },
      'Five things need you. One is due within a day.',
    ],
    [
      'critical before unowned',
      { needs: 5, onCritical: 1, unowned: 3 },
      'Five things need you. One concerns a critical system.',
    ],
    [
      'several on critical systems',
      { needs: 7, onCritical: 3 },
      'Seven things need you. Three concern a critical system.',
    ],
    [
      'blind before unowned',
      { needs: 4, blind: 1, unowned: 3 },
      'Four things need you. One is out of sight.',
    ],
    ['only blind, one', { needs: 1, blind: 1 }, 'One thing needs you. We cannot see it.'],
    ['only blind, more', { needs: 3, blind: 3 }, 'Three things need you. We cannot see them.'],
    ['nobody owns one', { needs: 1, unowned: 1 }, 'One thing needs you. Nobody owns it.'],
    ['nobody owns any', { needs: 6, unowned: 6 }, 'Six things need you. Nobody owns them.'],
    ['some without owner', { needs: 6, unowned: 2 }, 'Six things need you. Two have no owner.'],
    ['twelve', { needs: 12 }, 'Twelve things need you.'],
    ['more than twelve', { needs: 1113, overdue: 40 }, '1,113 things need you. 40 are overdue.'],
    ['silent, nothing open', { silent: true }, 'Nothing here is current. Nothing was waiting for you.'],
    [
      'silent, one open',
      { silent: true, needs: 1 },
      'Nothing here is current. One thing was waiting for you.',
    ],
    [
      'silent, several open',
      { silent: true, needs: 5, overdue: 2 },
      'Nothing here is current. Five things were waiting for you.',
    ],
    [
      'never a worker',
      { silent: true, heartbeatAt: null },
      'Nothing here is known yet. No worker has reported.',
    ],
  ])('%s', (_name, over, sentence) => {
    expect(headline(facts(over))).toBe(sentence)
  })

  it('has at most twelve words when something needs somebody', () => {
    for (const over of [{ overdue: 2 }, { dueToday: 3 }, { onCritical: 2 }, { blind: 5 }, { unowned: 12 }]) {
      expect(headline(facts({ needs: 12, ...over })).split(' ').length).toBeLessThanOrEqual(12)
    }
  })

  it('never sounds calm while nobody is at work', () => {
    expect(headline(facts({ silent: true }))).not.toContain('needs you')
  })
})

describe('what comes next', () => {
  const next = {
    label: null,
    title: 'Restore test',
    system: 'orders-db',
    at: new Date('2026-11-26T08:00:00Z'),
  }

  it('is named while nothing needs anybody', () => {
    expect(headline(facts({ next }))).toBe(
      'Nothing needs you today. Next: Restore test for orders-db on Thu 26 Nov.',
    )
  })

  it('is left to the list below where its name is long', () => {
    expect(
      headline(facts({ next: { ...next, title: 'Walk through every backup of the last quarter' } })),
    ).toBe('Nothing needs you today.')
  })

  it('is no news while something needs somebody now', () => {
    expect(headline(facts({ needs: 1, next }))).toBe('One thing needs you.')
  })
})

describe('the proof below it', () => {
  it('counts what was looked at, and says how old the newest is', () => {
    expect(coverageLine(facts())).toBe(
      '146 of 146 checks have a current result; the newest result is 42 s old.',
    )
  })

  it('names what waits for its first run', () => {
    expect(coverageLine(facts({ current: 140, pending: 6 }))).toBe(
      '140 of 146 checks have a current result, 6 wait for their first run; the newest result is 42 s old.',
    )
  })

  it.each([
    [
      { checks: 2, current: 1, pending: 1 },
      '1 of 2 checks has a current result, one waits for its first run',
    ],
    [{ checks: 1, current: 1 }, '1 of 1 check has a current result'],
  ])('counts one as one: %j', (over, said) => {
    expect(coverageLine(facts(over))).toBe(`${said}; the newest result is 42 s old.`)
  })

  it('says what to do when nothing is watched', () => {
    expect(coverageLine(facts({ checks: 0 }))).toContain('Add a system')
  })
})
