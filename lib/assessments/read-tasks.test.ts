import { describe, expect, it } from 'vitest'
import type { OccurrenceFact, TaskFact } from '@/lib/facts/system-facts'
import { daysAgo, factsOf, occurrenceFact, taskFact } from '@/scripts/testing/facts-fixture'
import { readTasks } from './read-tasks'

const vacuum = (occurrences: OccurrenceFact[], known: Partial<TaskFact> = {}) =>
  taskFact({ occurrences, ...known })
const read = (...tasks: TaskFact[]) => readTasks(['postgres.vacuum-analyze', 'other'], factsOf({ tasks }))
const open = { state: 'pending', finishedAt: null, onTime: null } as const

describe('the record of tasks', () => {
  it.each([
    ['pass', 'Vacuum was done on Wed 18 Nov, on time.', occurrenceFact(5)],
    [
      'pass',
      'Vacuum was done on Wed 18 Nov, on time, shown by a check.',
      occurrenceFact(5, { provenByCheckId: 'check' }),
    ],
    ['warn', 'Vacuum was done on Wed 18 Nov, late.', occurrenceFact(5, { onTime: false })],
    [
      'warn',
      'Vacuum was done on Wed 18 Nov, with a problem.',
      occurrenceFact(5, { state: 'done-with-problem' }),
    ],
    ['fail', 'Vacuum was skipped in its last period.', occurrenceFact(5, { state: 'skipped', onTime: null })],
    ['fail', 'Vacuum is overdue by 4 d.', occurrenceFact(5, open)],
    ['fail', 'Vacuum is overdue by 4 d.', occurrenceFact(5, { ...open, state: 'in-progress' })],
  ] as const)('%s: %s', (outcome, statement, occurrence) => {
    expect(read(vacuum([occurrence]))).toEqual({
      outcome,
      statement,
      facts: [{ sentence: statement, href: '/tasks/task' }],
    })
  })

  it('looks at the last period that is over; one that still runs says nothing', () => {
    const running = occurrenceFact(0, { ...open, dueAt: daysAgo(-1) })
    expect(read(vacuum([running, occurrenceFact(7)]))).toMatchObject({ outcome: 'pass' })
    expect(read(vacuum([running, occurrenceFact(7, open)]))).toMatchObject({ outcome: 'fail' })
    expect(read(vacuum([running]))).toMatchObject({
      outcome: 'unknown',
      statement: 'Vacuum has no finished period yet.',
    })
  })

  it('does not count a record that has stopped', () => {
    expect(read(vacuum([occurrenceFact(14)]))).toMatchObject({ outcome: 'pass' })
    expect(read(vacuum([occurrenceFact(14.1)]))).toMatchObject({
      outcome: 'unknown',
      statement: 'Vacuum has no record since Mon 16 Nov.',
    })
  })

  it('is unknown while a task is paused', () => {
    expect(read(vacuum([occurrenceFact(5)], { paused: true }))).toMatchObject({
      outcome: 'unknown',
      statement: 'Vacuum is paused.',
    })
  })

  it('goes on with what was left undone when a task was archived, and only with that', () => {
    const archived = { archivedAt: daysAgo(2) }
    expect(read(vacuum([occurrenceFact(5, open)], archived))).toMatchObject({
      outcome: 'fail',
      statement: 'Vacuum was overdue by 2 d when it was archived.',
    })
    expect(read(vacuum([occurrenceFact(5)], archived))).toBeNull()
    expect(read(vacuum([occurrenceFact(30, open)], archived))).toBeNull()
  })

  it('is the worst of several, with each of them to look at', () => {
    const other = vacuum([occurrenceFact(5, { onTime: false })], { id: 'o', key: 'other', title: 'Other' })
    const read2 = read(vacuum([occurrenceFact(5)]), other)
    expect(read2).toMatchObject({ outcome: 'warn', statement: 'Other was done on Wed 18 Nov, late.' })
    expect(read2?.facts.map(({ href }) => href)).toEqual(['/tasks/o', '/tasks/task'])
    expect(read(vacuum([]), other)).toMatchObject({ outcome: 'unknown' })
  })

  it('says nothing where the system has none of them', () => {
    expect(read()).toBeNull()
    expect(read(vacuum([occurrenceFact(5)], { key: 'another' }))).toBeNull()
  })
})
