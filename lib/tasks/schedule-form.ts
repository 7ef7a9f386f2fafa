import type { Schedule, ScheduleType } from './schedule-schema'

// The form of a schedule is flat: one field per part, those of other types stay unread.

/** Fields of the form, all of them text; `weekdays` is "1,3" or sent several times. */
export interface ScheduleFields {
  scheduleType: string
  /** "02:30", or "window" for the low-traffic window. */
  at: string
  weekdays: string
  day: string
  nth: string
  weekday: string
  month: string
  missing: string
  every: string
  unit: string
  expression: string
}

const partsOf: Readonly<Record<ScheduleType, readonly (keyof ScheduleFields)[]>> = {
  daily: ['at'],
  weekly: ['weekdays', 'at'],
  'monthly-day': ['day', 'missing', 'at'],
  'monthly-weekday': ['nth', 'weekday', 'missing', 'at'],
  'quarterly-day': ['day', 'missing', 'at'],
  'quarterly-weekday': ['month', 'nth', 'weekday', 'missing', 'at'],
  yearly: ['month', 'day', 'missing', 'at'],
  interval: ['every', 'unit', 'at'],
  cron: ['expression'],
}

/** Which fields the form shows for a type. */
export function fieldsOfType(type: ScheduleType): readonly (keyof ScheduleFields)[] {
  return partsOf[type]
}

/** What was typed as the input of the schema `schedule`; nothing is judged here. */
export function scheduleFromFields(typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const type = typed.scheduleType ?? ''
  const parts = partsOf[type as ScheduleType] ?? []
  const values = parts.map((part) => [part, partOf(part, typed[part] ?? '')] as const)
  return { type, ...Object.fromEntries(values) }
}

/** A stored schedule as the form's fields, with sensible values in those that it does not use. */
export function fieldsFromSchedule(schedule: Schedule): ScheduleFields {
  const plain: ScheduleFields = {
    scheduleType: schedule.type,
    at: '02:00',
    weekdays: '1',
    day: '1',
    nth: '1',
    weekday: '1',
    month: '1',
    missing: 'last',
    every: '30',
    unit: 'days',
    expression: '0 2 * * *',
  }
  for (const part of partsOf[schedule.type]) {
    const value: unknown = (schedule as Record<string, unknown>)[part]
    plain[part] = Array.isArray(value) ? value.join(',') : String(value)
  }
  return plain
}

function partOf(part: keyof ScheduleFields, text: string): unknown {
  if (part !== 'weekdays') return text
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
}
