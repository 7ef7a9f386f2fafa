import { describe, expect, it } from 'vitest'
import type { OccurrenceLine } from '@/lib/tasks/view'
import { occurrenceNotes, occurrenceWord } from './occurrence-word'

const now = new Date('2026-11-23T12:00:00Z')
const line = (over: Partial<OccurrenceLine>) =>
  ({
    status: 'due',
    dueAt: '2026-11-23T14:00:00Z',
    scheduledAt: '2026-11-23T02:00:00Z',
    snoozedUntil: null,
    onTime: null,
    tier: 'weekly',
    expectedMinutes: 10,
    needsDowntime: false,
    needsVerification: false,
    automation: 'manual',
    waitsFor: null,
    claimedBy: null,
    inProgress: false,
    blockedReason: null,
    snoozeCount: 0,
    ...over,
  }) as OccurrenceLine

describe('the word of an occurrence', () => {
  it.each<[Partial<OccurrenceLine>, string]>([
    [{}, 'Due in 2 h'],
    [{ status: 'overdue', dueAt: '2026-11-20T11:00:00Z' }, 'Overdue 3 d'],
    [{ status: 'missed', dueAt: '2026-10-20T11:00:00Z' }, 'Missed Tue 20 Oct'],
    [{ status: 'upcoming', scheduledAt: '2026-11-30T02:00:00Z' }, 'From Mon 30 Nov'],
    [{ status: 'upcoming', snoozedUntil: '2026-11-26T00:00:00Z' }, 'Snoozed to Thu 26 Nov'],
    [
      { status: 'upcoming', snoozedUntil: '2026-11-20T00:00:00Z', scheduledAt: '2026-11-30T02:00:00Z' },
      'From Mon 30 Nov',
    ],
    [{ status: 'done', onTime: true }, 'Done on time'],
    [{ status: 'done', onTime: false }, 'Done late'],
    [{ status: 'done-with-problem', onTime: true }, 'With a problem'],
    [{ status: 'skipped' }, 'Skipped'],
    [{ status: 'paused' }, 'Paused'],
  ])('%o reads %s', (over, word) => {
    expect(occurrenceWord(line(over), 'UTC', now)).toBe(word)
  })

  it('names days in the zone of the reader', () => {
    const late = line({ status: 'missed', dueAt: '2026-11-20T23:30:00Z' })
    expect(occurrenceWord(late, 'Europe/Berlin', now)).toBe('Missed Sat 21 Nov')
  })
})

describe('what must be known before one begins', () => {
  it.each<[Partial<OccurrenceLine>, string]>([
    [{}, 'weekly · 10 min'],
    [
      { needsDowntime: true, needsVerification: true },
      'weekly · 10 min · needs downtime · verify afterwards',
    ],
    [{ waitsFor: { taskId: 'x', title: 'Back up first' } }, 'weekly · 10 min · after “Back up first”'],
    [
      { claimedBy: { id: 'x', name: 'R. Okafor', initials: 'RO' }, inProgress: true },
      'weekly · 10 min · R. Okafor is on it',
    ],
    [{ inProgress: true }, 'weekly · 10 min · begun'],
    [{ snoozeCount: 1 }, 'weekly · 10 min · snoozed once'],
    [
      { snoozeCount: 3, blockedReason: 'no window' },
      'weekly · 10 min · snoozed 3 times · blocked: no window',
    ],
    [{ automation: 'check' }, 'weekly · 10 min · a check proves it'],
  ])('%o', (over, notes) => {
    expect(occurrenceNotes(line(over)).join(' · ')).toBe(notes)
  })
})
