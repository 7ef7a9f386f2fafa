import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { schedule } from './schedule-schema'
import { taskInput } from './schema'
import { inFormFields, scheduleOfForm, taskOfForm, typedTask } from './task-form-input'

/** All fields of all types at once, as a browser sends them. */
const typed = (over: Record<string, string | string[]> = {}) => ({
  scheduleType: 'weekly',
  at: '02:30',
  weekdays: ['3', '1'],
  day: '31',
  nth: 'last',
  weekday: '5',
  month: '7',
  quarterMonth: '2',
  missing: 'skip',
  every: '10',
  unit: 'days',
  expression: '30 2 * * 1',
  ...over,
})

describe('the schedule of a form', () => {
  it.each<[Record<string, string | string[]>, object]>([
    [{}, { type: 'weekly', weekdays: [1, 3], at: '02:30' }],
    [{ atWindow: 'on' }, { type: 'weekly', weekdays: [1, 3], at: 'window' }],
    [{ scheduleType: 'daily' }, { type: 'daily', at: '02:30' }],
    [{ scheduleType: 'monthly-day' }, { type: 'monthly-day', day: 31, missing: 'skip', at: '02:30' }],
    [
      { scheduleType: 'monthly-day', day: 'last' },
      { type: 'monthly-day', day: 'last', missing: 'skip', at: '02:30' },
    ],
    [
      { scheduleType: 'monthly-weekday' },
      { type: 'monthly-weekday', nth: 'last', weekday: 5, missing: 'skip', at: '02:30' },
    ],
    [
      { scheduleType: 'quarterly-weekday', nth: '2' },
      { type: 'quarterly-weekday', month: 2, nth: 2, weekday: 5, missing: 'skip', at: '02:30' },
    ],
    [{ scheduleType: 'yearly' }, { type: 'yearly', month: 7, day: 31, missing: 'skip', at: '02:30' }],
    [{ scheduleType: 'interval' }, { type: 'interval', every: 10, unit: 'days', at: '02:30' }],
    [{ scheduleType: 'cron' }, { type: 'cron', expression: '30 2 * * 1' }],
  ])('%o', (over, wanted) => {
    expect(parseInput(schedule, scheduleOfForm(typed(over)))).toEqual(wanted)
  })

  it('takes one ticked weekday as well', () => {
    expect(parseInput(schedule, scheduleOfForm(typed({ weekdays: ['7'] })))).toMatchObject({ weekdays: [7] })
  })
})

const wrong = (over: Record<string, string | string[]>) => {
  try {
    parseInput(schedule, scheduleOfForm(typed(over)))
  } catch (error) {
    const problem = error as Problem
    const paths = Object.entries(problem.fields).map(([path, text]) => [`schedule.${path}`, text])
    return inFormFields(
      new Problem('invalid', problem.message, Object.fromEntries(paths)),
      String(over.scheduleType),
    ).fields
  }
  return {}
}

describe('what is wrong about a schedule stands at its field', () => {
  it.each<[Record<string, string | string[]>, string]>([
    [{ scheduleType: 'fortnightly' }, 'scheduleType'],
    [{ scheduleType: 'weekly', weekdays: [] }, 'weekdays'],
    [{ scheduleType: 'monthly-day', day: '32' }, 'day'],
    [{ scheduleType: 'daily', at: '25:00' }, 'at'],
    [{ scheduleType: 'quarterly-weekday', quarterMonth: '4' }, 'quarterMonth'],
    [{ scheduleType: 'yearly', month: '13' }, 'month'],
    [{ scheduleType: 'interval', every: '0' }, 'every'],
    [{ scheduleType: 'cron', expression: 'x'.repeat(200) }, 'expression'],
  ])('%o: %s', (over, field) => {
    expect(Object.keys(wrong(over))).toEqual([field])
  })

  it('renames grace and leaves the rest', () => {
    const problem = new Problem('invalid', 'Look.', {
      graceMinutes: 'a',
      title: 'b',
      'schedule.weekdays.0': 'c',
    })
    expect(inFormFields(problem, 'weekly').fields).toEqual({ graceHours: 'a', title: 'b', weekdays: 'c' })
  })
})

describe('the whole form', () => {
  const whole = {
    ...typed(),
    intent: 'save',
    systemId: '019a0000-0000-7000-8000-000000000001',
    title: 'Refresh statistics',
    why: 'plans go wrong',
    procedure: 'run ANALYZE',
    tier: 'weekly',
    expectedMinutes: '15',
    ownerId: '',
    timeZone: 'Europe/Berlin',
    graceHours: '1,5',
    anchor: 'scheduled',
    afterTaskId: '',
    evidencePolicy: 'optional',
    evidenceWanted: '',
    measureLabel: '',
    measureUnit: '',
    idempotent: 'yes',
    idempotentProof: '',
    needsDowntime: 'on',
    automation: 'manual',
    provenByKinds: ['pg.stale_stats'],
  }

  it('becomes a task', () => {
    expect(parseInput(taskInput, taskOfForm(whole))).toMatchObject({
      graceMinutes: 90,
      needsDowntime: true,
      needsVerification: false,
      ownerId: null,
      measureLabel: null,
      provenByKinds: ['pg.stale_stats'],
      schedule: { type: 'weekly', weekdays: [1, 3], at: '02:30' },
    })
  })

  it.each(['', 'soon'])('does not guess a grace from "%s"', (graceHours) => {
    expect(() => parseInput(taskInput, taskOfForm({ ...whole, graceHours }))).toThrow(/needs a look/)
  })

  it('goes back into the form as it was typed', () => {
    expect(typedTask({ ...whole, weekdays: ['3', '1'] })).toMatchObject({
      'weekdays[]': '3,1',
      'provenByKinds[]': 'pg.stale_stats',
      graceHours: '1,5',
    })
  })
})
