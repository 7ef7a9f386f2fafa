import { describe, expect, it } from 'vitest'
import type { AlertFact } from '@/lib/facts/system-facts'
import { alertFact, daysAgo, factsOf } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { ignoredAlerts } from './ignored-alerts'

const judge = (alerts: AlertFact[], numbers = {}) =>
  ignoredAlerts.evaluate(factsOf({ alerts }), numbersOf(ignoredAlerts, numbers))
const statusOf = (alerts: AlertFact[], clause: string) =>
  judge(alerts).clauses.find(({ key }) => key === clause)?.status
const times = (count: number, known: Partial<AlertFact>) =>
  Array.from({ length: count }, () => alertFact(known))

describe('alerts nobody acts on', () => {
  it('is unknown until an alert is recorded, and says so', () => {
    expect(judge([])).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No alert of this system is recorded'),
    })
  })

  it.each([
    [28, 'clear'],
    [28.1, 'unknown'],
  ])('the last alert was %d days ago: %s', (age, status) => {
    expect(judge([alertFact({ firedAt: daysAgo(age) })]).status).toBe(status)
  })

  it.each([
    [2, 3, 0, 'clear'], // 40 %
    [3, 3, 0, 'raised'], // 50 %
    [2, 2, 0, 'clear'], // only four fired
    [3, 2, 0, 'raised'],
    [2, 3, 1, 'unknown'], // two of six, or three
    [0, 5, 0, 'clear'],
    [3, 0, 3, 'raised'], // half is certain
  ])('%i needed nothing, %i were acted on, of %i it is not known: %s', (nothing, acted, untold, status) => {
    const alerts = [
      ...times(nothing, { outcome: 'needed-nothing' }),
      ...times(acted, {}),
      ...times(untold, { outcome: 'unknown' }),
    ]
    expect(statusOf(alerts, 'needed-nothing')).toBe(status)
  })

  it('counts 90 days, once an alert fired in the last 28', () => {
    const old = (age: number) => times(5, { outcome: 'needed-nothing', firedAt: daysAgo(age) })
    expect(statusOf([alertFact(), ...old(90)], 'needed-nothing')).toBe('raised')
    expect(statusOf([alertFact(), ...old(90.1)], 'needed-nothing')).toBe('clear')
  })

  it.each([
    [[1], 'clear'],
    [[2], 'raised'],
    [[1, 1], 'raised'],
  ])('one rule snoozed %j times: %s', (snoozes, status) => {
    expect(
      statusOf(
        snoozes.map((snoozeCount) => alertFact({ snoozeCount })),
        'snoozed',
      ),
    ).toBe(status)
  })

  it('does not add the snoozes of different rules', () => {
    expect(
      statusOf(
        ['DiskFull', 'Slow'].map((rule) => alertFact({ rule, snoozeCount: 1 })),
        'snoozed',
      ),
    ).toBe('clear')
  })

  const wake = (minutes: number | null) =>
    alertFact({
      class: 'wake',
      acknowledgedAt: minutes === null ? null : new Date(daysAgo(2).getTime() + minutes * 60_000),
    })

  it.each([
    [[60], 'clear'], // an hour is not more than an hour
    [[61], 'raised'],
    [[1, 61, 500], 'raised'],
    [[1, 60, 500], 'clear'],
    [[30, 100], 'raised'], // 65 min between them
    [[null], 'unknown'],
    [[1, 2, null], 'clear'], // whatever the third was
    [[100, 200, null], 'raised'],
    [[1, 100, null], 'unknown'],
  ])('wake alerts taken after %j min: %s', (minutes, status) => {
    expect(statusOf(minutes.map(wake), 'slow')).toBe(status)
  })

  it('leaves alerts that wake nobody out of the waiting', () => {
    const alerts = [alertFact({ acknowledgedAt: new Date(daysAgo(2).getTime() + 86_400_000) })]
    expect(statusOf(alerts, 'slow')).toBe('clear')
  })

  it('says its real numbers', () => {
    const alerts = [...times(3, { outcome: 'needed-nothing' }), ...times(4, {})]
    expect(judge(alerts, { share: 40 }).sentence).toBe(
      '7 alerts fired in 90 d, 3 needed nothing (43 %); 40 % raise the flag.',
    )
  })
})
