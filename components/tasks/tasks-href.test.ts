import { describe, expect, it } from 'vitest'
import { tasksQuery } from '@/lib/tasks/schema'
import { isFiltered, recordHref, tasksHref } from './tasks-href'

const system = '019a0000-0000-7000-8000-000000000001'
const query = (over: Record<string, string> = {}) => tasksQuery.parse(over)

describe('the address of /tasks', () => {
  it.each<[string, Record<string, string>, Parameters<typeof tasksHref>[1], string]>([
    ['the plain list', {}, {}, '/tasks'],
    ['a view', {}, { view: 'board' }, '/tasks?view=board'],
    ['back to the plain view', { view: 'board' }, { view: 'due' }, '/tasks'],
    [
      'filters stay when the view changes',
      { tier: 'monthly', owner: 'mine', system },
      { view: 'record' },
      `/tasks?view=record&tier=monthly&system=${system}&owner=mine`,
    ],
    [
      'a month stays in the calendar',
      { view: 'calendar', month: '2026-11' },
      { tier: 'daily' },
      '/tasks?view=calendar&tier=daily&month=2026-11',
    ],
    [
      'a month is no part of the board',
      { view: 'calendar', month: '2026-11' },
      { view: 'board' },
      '/tasks?view=board',
    ],
    ['a year', { view: 'year' }, { year: 2025 }, '/tasks?view=year&year=2025'],
    ['a page', {}, { page: 3 }, '/tasks?page=3'],
    ['the first page has no number', { page: '3' }, { page: 1 }, '/tasks'],
    ['words', { q: 'vacuum & more' }, {}, '/tasks?q=vacuum+%26+more'],
  ])('%s', (_name, from, change, href) => {
    expect(tasksHref(query(from), change)).toBe(href)
  })

  it('reads back what it wrote', () => {
    const from = query({
      view: 'calendar',
      tier: 'weekly',
      system,
      month: '2026-02',
      week: '2026-02-09',
      q: 'a b',
    })
    const back = new URL(tasksHref(from), 'http://localhost')
    expect(tasksQuery.parse(Object.fromEntries(back.searchParams))).toEqual(from)
  })
})

describe('whether it is narrowed', () => {
  it.each([
    [{}, false],
    [{ view: 'board', month: '2026-11', page: '2' }, false],
    [{ tier: 'daily' }, true],
    [{ owner: 'none' }, true],
    [{ q: 'x' }, true],
  ])('%o: %s', (from, narrowed) => {
    expect(isFiltered(query(from as Record<string, string>))).toBe(narrowed)
  })
})

it('leads to the form of one occurrence', () => {
  expect(recordHref({ taskId: 't', id: 'o' })).toBe('/tasks/t?occurrence=o#record')
})
