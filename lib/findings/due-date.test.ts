import { describe, expect, test } from 'vitest'
import { dueDate, dueState, reopenClock, resumeClock } from './due-date'

const at = (text: string) => new Date(`${text}T12:00:00Z`)
const clock = { slaStart: at('2026-11-01'), slaPausedSeconds: 0 }

test.each([
  ['critical', '2026-11-08'],
  ['high', '2026-12-01'],
  ['medium', '2027-01-30'],
  ['low', '2027-03-01'],
] as const)('%s is due on %s', (severity, due) => expect(dueDate(severity, clock)).toEqual(at(due)))

test('standing still moves the due date', () => {
  const resumed = resumeClock(clock, at('2026-11-03'), at('2026-11-05'))
  expect(resumed).toEqual({ slaStart: clock.slaStart, slaPausedSeconds: 172_800 })
  expect(dueDate('critical', resumed)).toEqual(at('2026-11-10'))
})

describe('coming back', () => {
  test('within 30 days resumes the clock', () => {
    const reopened = reopenClock(clock, at('2026-11-05'), at('2026-12-05'))
    expect(reopened).toEqual({ slaStart: clock.slaStart, slaPausedSeconds: 30 * 86_400 })
  })
  test('after more than 30 days starts a new one', () => {
    const now = new Date(at('2026-12-05').getTime() + 1000)
    expect(reopenClock(clock, at('2026-11-05'), now)).toEqual({ slaStart: now, slaPausedSeconds: 0 })
  })
})

test.each([
  ['open', '2026-11-20', 'in-time'],
  ['open', '2026-11-28', 'due-soon'],
  ['triaged', '2026-12-01', 'due-soon'],
  ['in-progress', '2026-12-02', 'overdue'],
  ['accepted', '2026-12-02', 'paused'],
  ['resolved', '2026-12-02', 'closed'],
  ['verified', '2026-12-02', 'closed'],
] as const)('%s on %s is %s', (state, now, expected) =>
  expect(dueState({ state, due: at('2026-12-01') }, at(now))).toBe(expected),
)
