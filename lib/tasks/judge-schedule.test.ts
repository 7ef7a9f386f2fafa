import { describe, expect, it } from 'vitest'
import { circleOfTasks } from './circle-of-tasks'
import { judgeSchedule, mayFollow } from './judge-schedule'
import type { Schedule } from './schedule-schema'

const judge = (
  schedule: Schedule,
  plan: Partial<{ anchor: 'scheduled' | 'completed'; graceMinutes: number }> = {},
) =>
  judgeSchedule(
    { schedule, timeZone: 'Europe/Berlin', window: null, startsAt: new Date('2026-11-23T13:00:00Z') },
    { anchor: 'scheduled', graceMinutes: 0, ...plan },
  )

const cron = (expression: string): Schedule => ({ type: 'cron', expression })
const yearly = (month: number, day: number, missing: 'skip' | 'last' = 'skip'): Schedule => ({
  type: 'yearly',
  month,
  day,
  missing,
  at: '02:00',
})

describe('a schedule', () => {
  it.each<[string, Schedule]>([
    ['daily', { type: 'daily', at: '02:00' }],
    ['in the window', { type: 'weekly', weekdays: [7], at: 'window' }],
    ['the 31st or nothing', { type: 'monthly-day', day: 31, missing: 'skip', at: '02:00' }],
    ['leap day', yearly(2, 29)],
    ['cron on leap day', cron('0 2 29 2 *')],
    ['cron hourly', cron('0 * * * *')],
    ['every 90 days', { type: 'interval', every: 90, unit: 'days', at: '02:00' }],
  ])('%s can be planned', (_name, schedule) => expect(judge(schedule)).toEqual({}))

  it.each<[string, Schedule, string, RegExp]>([
    ['30 February', yearly(2, 30), 'day', /never has a day 30.*e\.g\. 29/],
    ['30 February, else the last', yearly(2, 30, 'last'), 'day', /never has a day 30/],
    ['31 April', yearly(4, 31), 'day', /never has a day 31.*e\.g\. 30/],
    ['cron on 30 February', cron('0 2 30 2 *'), 'expression', /never fires.*"0 2 28 2 \*"/],
    ['cron with seconds', cron('0 0 2 * * 1'), 'expression', /five fields.*"30 2 \* \* 1"/],
    ['cron with a nickname', cron('@daily'), 'expression', /five fields/],
    ['cron with minute 61', cron('61 2 * * *'), 'expression', /61.*"30 2 \* \* 1"/],
    ['cron with a guess', cron('? 2 * * *'), 'expression', /five fields/],
    ['empty cron', cron(''), 'expression', /five fields/],
    ['cron every minute', cron('* * * * *'), 'expression', /every 1 minutes.*once an hour at most/],
    [
      'cron every minute of a month to come',
      cron('* * * 3-10 *'),
      'expression',
      /every 1 minutes.*once an hour at most/,
    ],
    ['cron twice an hour on leap day', cron('10,40 3 29 2 *'), 'expression', /every 30 minutes/],
    ['cron every 15 minutes on Sundays', cron('*/15 3 * * 0'), 'expression', /every 15 minutes/],
  ])('%s is refused with a right value', (_name, schedule, field, sentence) =>
    expect(judge(schedule)).toEqual({ [field]: expect.stringMatching(sentence) }),
  )

  it.each([
    '* * * * *',
    '* * * 3-10 *',
    '0 * * 3-10 *',
    '59 */1 1-31 1-12 0-6',
    '0 0 31 4,6,9,11 *',
    '0 0 * 2 MON#5',
  ])('is judged at once, whatever the pattern: %s', (expression) => {
    const from = performance.now()
    judge(cron(expression))
    expect(performance.now() - from).toBeLessThan(3_000)
  })

  it('leaves no more time than until the next one', () => {
    const weekly: Schedule = { type: 'weekly', weekdays: [1, 3], at: '02:00' }
    expect(judge(weekly, { graceMinutes: 2 * 1_440 })).toEqual({})
    expect(judge(weekly, { graceMinutes: 2 * 1_440 + 1 })).toEqual({
      graceMinutes: expect.stringMatching(/At most 2880 minutes, e\.g\. 1440/),
    })
  })

  it('counts from completion with an interval only', () => {
    expect(judge({ type: 'daily', at: '02:00' }, { anchor: 'completed' })).toEqual({
      anchor: expect.stringMatching(/every 30 days/),
    })
    expect(
      judge({ type: 'interval', every: 30, unit: 'days', at: '02:00' }, { anchor: 'completed' }),
    ).toEqual({})
  })
})

describe('following another task', () => {
  it.each([
    ['weekly', 'daily', true],
    ['monthly', 'weekly', true],
    ['daily', 'daily', true],
    ['daily', 'weekly', false],
    ['weekly', 'quarterly', false],
  ] as const)('%s after %s: %s', (follower, before, allowed) =>
    expect(mayFollow(follower, before)).toBe(allowed),
  )

  const link = (id: string, afterId: string | null) => ({ id, title: id.toUpperCase(), afterId })
  it.each<[string, ReturnType<typeof link>[], string[] | null]>([
    ['a chain', [link('a', 'b'), link('b', 'c'), link('c', null)], null],
    ['itself', [link('a', 'a')], ['A', 'A']],
    ['each other', [link('a', 'b'), link('b', 'a')], ['A', 'B', 'A']],
    ['a circle of three', [link('a', 'b'), link('b', 'c'), link('c', 'a')], ['A', 'B', 'C', 'A']],
    ['a circle further on', [link('a', 'b'), link('b', 'c'), link('c', 'b')], ['B', 'C', 'B']],
    ['one that is gone', [link('a', 'gone')], null],
  ])('%s', (_name, links, expected) => expect(circleOfTasks(links, 'a')).toEqual(expected))
})
