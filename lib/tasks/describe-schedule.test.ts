import { describe, expect, it } from 'vitest'
import { describeSchedule } from './describe-schedule'
import { fieldsFromSchedule, fieldsOfType, scheduleFromFields } from './schedule-form'
import { type Schedule, schedule } from './schedule-schema'

const examples: [Schedule, string][] = [
  [{ type: 'daily', at: '02:30' }, 'Every day at 02:30, UTC'],
  [{ type: 'daily', at: 'window' }, 'Every day when the low-traffic window begins (02:00 or 01:00), UTC'],
  [
    { type: 'weekly', weekdays: [7], at: 'window' },
    'Every Sunday when the low-traffic window begins (01:00), UTC',
  ],
  [{ type: 'weekly', weekdays: [1, 3, 5], at: '02:00' }, 'Every Monday, Wednesday and Friday at 02:00, UTC'],
  [{ type: 'monthly-day', day: 1, missing: 'skip', at: '02:00' }, 'On day 1 of every month at 02:00, UTC'],
  [
    { type: 'monthly-day', day: 31, missing: 'last', at: '02:00' },
    'On day 31 of every month (the last day in months without it) at 02:00, UTC',
  ],
  [
    { type: 'monthly-day', day: 30, missing: 'skip', at: '02:00' },
    'On day 30 of every month (not in months without it) at 02:00, UTC',
  ],
  [
    { type: 'monthly-day', day: 'last', missing: 'skip', at: '02:00' },
    'On the last day of every month at 02:00, UTC',
  ],
  [
    { type: 'monthly-weekday', nth: 5, weekday: 7, missing: 'last', at: '02:00' },
    'On the fifth Sunday (or the last one) of every month at 02:00, UTC',
  ],
  [
    { type: 'quarterly-weekday', month: 1, nth: 1, weekday: 1, missing: 'skip', at: '02:00' },
    'On the first Monday of every quarter’s first month at 02:00, UTC',
  ],
  [
    { type: 'quarterly-day', day: 92, missing: 'last', at: '02:00' },
    'On day 92 of every quarter (the last day in quarters without it) at 02:00, UTC',
  ],
  [
    { type: 'yearly', month: 2, day: 29, missing: 'skip', at: '02:00' },
    'On 29 February (not in years without it) at 02:00, UTC',
  ],
  [{ type: 'interval', every: 30, unit: 'days', at: '02:00' }, 'Every 30 days at 02:00, UTC'],
  [{ type: 'interval', every: 1, unit: 'months', at: '02:00' }, 'Every month at 02:00, UTC'],
  [{ type: 'cron', expression: '30 2 * * 1' }, 'By cron "30 2 * * 1", UTC'],
]

describe('a schedule', () => {
  it.each(examples)('%j', (each, text) => {
    const window = 'Mon-Sat 02:00-04:00; Sun 01:00-04:00'
    expect(describeSchedule(each, { timeZone: 'UTC', window, anchor: 'scheduled' })).toBe(text)
  })

  it('that counts from completion says so', () => {
    const every: Schedule = { type: 'interval', every: 30, unit: 'days', at: '02:00' }
    expect(describeSchedule(every, { timeZone: 'UTC', window: null, anchor: 'completed' })).toBe(
      'Every 30 days after it was done, at 02:00, UTC',
    )
  })

  it.each(examples)('%j survives its form', (each) => {
    const fields = fieldsFromSchedule(each)
    expect(schedule.parse(scheduleFromFields({ ...fields }))).toEqual(each)
    expect(fieldsOfType(each.type).length).toBeGreaterThan(0)
  })

  it.each([
    [{ scheduleType: 'weekly', weekdays: '', at: '02:00' }, 'weekdays', /at least one weekday/],
    [{ scheduleType: 'daily', at: '25:00' }, 'at', /00:00 to 23:59, e\.g\. 02:30/],
    [
      { scheduleType: 'monthly-day', day: '32', missing: 'skip', at: '02:00' },
      'day',
      /no day after 31|expected/i,
    ],
    [{ scheduleType: 'interval', every: '0', unit: 'days', at: '02:00' }, 'every', /At least 1/],
    [{ scheduleType: 'yearly', month: '13', day: '1', missing: 'skip', at: '02:00' }, 'month', /12/],
    [{ scheduleType: 'sometimes' }, 'type', /how it repeats/],
  ])('%j is refused at its field', (typed, field, sentence) => {
    const { error } = schedule.safeParse(scheduleFromFields(typed as Record<string, string>))
    const issue = error?.issues.find(({ path }) => path.join('.').startsWith(field))
    expect(issue?.message).toMatch(sentence)
  })
})
