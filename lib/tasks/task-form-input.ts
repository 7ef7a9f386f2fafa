import { Problem } from '@/lib/problem'
import { scheduleFromFields } from './schedule-form'
import { inWindow } from './schedule-schema'

// The form of a task is flat and speaks hours; its schema nests the schedule and speaks minutes.

type Typed = Readonly<Record<string, unknown>>

const text = (typed: Typed, name: string) => {
  const value = typed[name]
  return Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : ''
}

/** The schedule part of the form as the input of the schema `schedule`. Pure. */
export function scheduleOfForm(typed: Typed): Record<string, unknown> {
  const scheduleType = text(typed, 'scheduleType')
  return scheduleFromFields({
    scheduleType,
    at: typed.atWindow === 'on' ? inWindow : text(typed, 'at'),
    weekdays: text(typed, 'weekdays'),
    day: text(typed, 'day'),
    nth: text(typed, 'nth'),
    weekday: text(typed, 'weekday'),
    month: text(typed, scheduleType === 'quarterly-weekday' ? 'quarterMonth' : 'month'),
    missing: text(typed, 'missing'),
    every: text(typed, 'every'),
    unit: text(typed, 'unit'),
    expression: text(typed, 'expression'),
  })
}

const scheduleFields = new Set([
  'scheduleType',
  'at',
  'atWindow',
  'weekdays',
  'day',
  'nth',
  'weekday',
  'month',
  'quarterMonth',
  'missing',
  'every',
  'unit',
  'expression',
  'graceHours',
  'intent',
])

/** The whole form as the input of `taskInput` or `taskChange`, without what names the task. Pure. */
export function taskOfForm(typed: Typed): Record<string, unknown> {
  const rest = Object.fromEntries(Object.entries(typed).filter(([name]) => !scheduleFields.has(name)))
  const hours = text(typed, 'graceHours').trim().replace(',', '.')
  const minutes = hours === '' ? Number.NaN : Math.round(Number(hours) * 60)
  return { ...rest, schedule: scheduleOfForm(typed), graceMinutes: minutes }
}

/** What was typed, as the form wants it back: lists as one text under their name with []. Pure. */
export function typedTask(typed: Typed): Record<string, string> {
  return Object.fromEntries(
    Object.keys(typed).map((name) => [Array.isArray(typed[name]) ? `${name}[]` : name, text(typed, name)]),
  )
}

/** The same Problem with the names of the form's fields: "schedule.day" is the field "day". Pure. */
export function inFormFields(problem: Problem, scheduleType: string): Problem {
  const named = Object.entries(problem.fields).map(([path, sentence]) => [
    nameOf(path, scheduleType),
    sentence,
  ])
  return new Problem(problem.kind, problem.message, Object.fromEntries(named))
}

function nameOf(path: string, scheduleType: string): string {
  if (path === 'graceMinutes') return 'graceHours'
  if (path === 'schedule' || path === 'schedule.type') return 'scheduleType'
  const part = /^schedule\.([a-z]+)/.exec(path)?.[1]
  if (!part) return path
  return part === 'month' && scheduleType === 'quarterly-weekday' ? 'quarterMonth' : part
}
