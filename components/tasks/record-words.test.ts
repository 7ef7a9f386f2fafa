import { describe, expect, it } from 'vitest'
import type { RecordCell } from '@/lib/tasks/view'
import { cellWords, missingOn, shareText } from './record-words'

const cell = (over: Partial<RecordCell> = {}): RecordCell => ({
  taskId: 't',
  title: 'Restore a backup',
  lastDoneAt: '2026-11-15T12:00:00Z',
  ageDays: 8,
  onTimeShare: 87.5,
  status: 'due',
  ...over,
})

describe('a share', () => {
  it.each([
    [null, ''],
    [0, '0 %'],
    [87.5, '87 %'],
    [99.9, '99 %'],
    [100, '100 %'],
  ])('%s reads %s', (share, text) => {
    expect(shareText(share)).toBe(text)
  })
})

describe('a cell of the record', () => {
  it.each<[Partial<RecordCell>, string, string]>([
    [{}, '8 d', 'Last done 8 days ago, 87 % on time over 90 days. Now: due'],
    [{ ageDays: 1, onTimeShare: null }, '1 d', 'Last done 1 day ago. Now: due'],
    [{ ageDays: 0, onTimeShare: null }, 'today', 'Last done today. Now: due'],
    [
      { ageDays: null, lastDoneAt: null, onTimeShare: 0, status: 'missed' },
      'never',
      'Never done, 0 % on time over 90 days. Now: missed',
    ],
  ])('%o', (over, age, title) => {
    expect(cellWords(cell(over))).toEqual({ age, title })
  })

  it('names the systems that lack a task', () => {
    const rows = [
      { systemId: 'a', system: 'orders-db', criticality: 'high', cells: [cell(), null] },
      { systemId: 'b', system: 'wiki', criticality: 'low', cells: [null, null] },
    ]
    expect(missingOn({ rows }, 0)).toEqual(['wiki'])
    expect(missingOn({ rows }, 1)).toEqual(['orders-db', 'wiki'])
  })
})
