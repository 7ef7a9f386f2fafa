import { describe, expect, it } from 'vitest'
import { overdueByAPeriod, type StatusFacts, skippedInARow, statusOf } from './derive-status'

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

describe('work that is put off', () => {
  const day = { ...facts, periodStart: at(2) }
  it.each([
    [38, false],
    [39, true],
  ])('%i hours in: overdue for more than a period is %s', (hour, expected) =>
    expect(overdueByAPeriod(day, at(hour))).toBe(expected),
  )

  it('is not what ended or was paused', () => {
    expect(overdueByAPeriod({ ...day, state: 'done' }, at(99))).toBe(false)
    expect(overdueByAPeriod({ ...day, state: 'skipped', inPause: true }, at(99))).toBe(false)
  })

  const each = (state: StatusFacts['state'], inPause = false, periodEnd = at(0)) => ({
    state,
    inPause,
    periodEnd,
  })
  it.each([
    ['nothing yet', [], 0],
    ['one', [each('skipped'), each('done')], 1],
    ['two running', [each('done'), each('skipped'), each('skipped'), each('done')], 2],
    ['broken by work', [each('skipped'), each('done-with-problem'), each('skipped')], 1],
    ['one skipped, one gone by', [each('pending'), each('skipped')], 2],
    ['the running period is not over', [each('pending', false, at(30)), each('skipped')], 1],
    ['a pause in between', [each('skipped'), each('skipped', true), each('skipped')], 2],
    ['pauses alone', [each('skipped', true), each('skipped', true)], 0],
  ])('%s', (_what, occurrences, expected) => expect(skippedInARow(occurrences, at(25))).toBe(expected))
})
