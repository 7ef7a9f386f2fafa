import { describe, expect, it } from 'vitest'
import { type StatusFacts, statusOf } from './derive-status'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour))
const facts: StatusFacts = {
  state: 'pending',
  inPause: false,
  scheduledAt: at(2),
  dueAt: at(14),
  periodEnd: at(26),
  snoozedUntil: null,
  anchor: 'scheduled',
  waitsUntil: null,
}

describe('status of an occurrence', () => {
  it.each<[string, Partial<StatusFacts>, number, string]>([
    ['an hour before', {}, 1, 'upcoming'],
    ['at its slot', {}, 2, 'due'],
    ['while somebody is at it', { state: 'in-progress' }, 3, 'due'],
    ['at its deadline', {}, 14, 'overdue'],
    ['at its deadline, begun', { state: 'in-progress' }, 14, 'overdue'],
    ['when the next period begins', {}, 26, 'missed'],
    ['months later', {}, 2_000, 'missed'],
    ['snoozed', { snoozedUntil: at(9) }, 8, 'upcoming'],
    ['after its snooze', { snoozedUntil: at(9) }, 9, 'due'],
    ['snoozed beyond its deadline', { snoozedUntil: at(20) }, 15, 'overdue'],
    ['while the one before it is open', { waitsUntil: at(8) }, 7, 'upcoming'],
    ['when the deadline of the one before it passed', { waitsUntil: at(8) }, 8, 'due'],
    ['that counts from completion, long after', { anchor: 'completed' }, 2_000, 'overdue'],
    ['with a deadline at the end of its period', { dueAt: at(26) }, 26, 'missed'],
    ['in a pause', { state: 'skipped', inPause: true }, 3, 'paused'],
    ['skipped', { state: 'skipped' }, 30, 'skipped'],
    ['done', { state: 'done' }, 30, 'done'],
    ['done with a problem', { state: 'done-with-problem' }, 1, 'done-with-problem'],
  ])('%s', (_when, change, hour, status) => {
    expect(statusOf({ ...facts, ...change }, at(hour))).toBe(status)
  })
})
