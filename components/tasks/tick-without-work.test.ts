import { describe, expect, it } from 'vitest'
import type { OccurrenceRecord } from '@/lib/tasks/task-view'
import { historySentence, isTickWithoutWork, minutesText } from './tick-without-work'

const record = (over: Partial<OccurrenceRecord> = {}) =>
  ({
    status: 'done',
    provenBy: null,
    minutes: null,
    measure: null,
    note: null,
    evidenceIds: [],
    ...over,
  }) as unknown as OccurrenceRecord

describe('a tick without work', () => {
  it.each<[Partial<OccurrenceRecord>, boolean]>([
    [{}, true],
    [{ status: 'done-with-problem' }, true],
    [{ minutes: 0 }, true],
    [{ note: '' }, true],
    [{ minutes: 4 }, false],
    // Zero orphans is a number that somebody looked up.
    [{ measure: 0 }, false],
    [{ note: 'nothing unusual' }, false],
    [{ evidenceIds: ['x'] }, false],
    [{ provenBy: { checkId: 'c', name: 'Backup age', runAt: '2026-11-23T00:00:00Z' } }, false],
    [{ status: 'skipped' }, false],
    [{ status: 'missed' }, false],
  ])('%o: %s', (over, ticked) => {
    expect(isTickWithoutWork(record(over))).toBe(ticked)
  })

  it('is counted among what was done', () => {
    expect(historySentence([record({ note: 'seen' }), record({ status: 'missed' })])).toBeNull()
    expect(historySentence([record(), record({ note: 'seen' }), record({ status: 'skipped' })])).toBe(
      '1 of 2 done here is a tick without work: no minutes, no number, no note, no evidence.',
    )
    expect(historySentence([record(), record()])).toContain('2 of 2 done here are')
  })

  it.each([
    [null, 20, null],
    [4, 20, '4 of 20 min'],
    [0, 20, '0 of 20 min'],
  ])('minutes %s of %i', (minutes, expected, text) => {
    expect(minutesText(minutes, expected)).toBe(text)
  })
})
