import { describe, expect, it } from 'vitest'
import type { CalendarDay, OccurrenceLine } from '@/lib/tasks/view'
import { listedItems, restWords } from './calendar-day'

const item = (tier: string, status: string) => ({ tier, status }) as OccurrenceLine
const day = (over: Partial<CalendarDay>): CalendarDay => ({
  date: '2026-11-23',
  isToday: false,
  inMonth: true,
  total: 15,
  overdue: 0,
  done: 0,
  items: [],
  ...over,
})

describe('a day of the month', () => {
  it('names what is late, due, wrong or rare, and counts quiet daily work', () => {
    const items = [
      item('daily', 'missed'),
      item('daily', 'overdue'),
      item('daily', 'due'),
      item('daily', 'done-with-problem'),
      item('weekly', 'done'),
      item('monthly', 'upcoming'),
      item('daily', 'done'),
      item('daily', 'upcoming'),
      item('daily', 'skipped'),
      item('daily', 'paused'),
    ]
    expect(listedItems(day({ items }))).toEqual(items.slice(0, 6))
  })

  it.each<[Partial<CalendarDay>, number, string]>([
    [{ done: 15 }, 0, '15 done'],
    [{ done: 0 }, 0, '15 to do'],
    [{ done: 14 }, 0, '15 more'],
    [{ done: 14, overdue: 1 }, 1, '14 more'],
    [{ done: 0, overdue: 3 }, 0, '15 more'],
  ])('%o with %i named: %s', (over, listed, words) => {
    expect(restWords(day(over), listed)).toBe(words)
  })
})
