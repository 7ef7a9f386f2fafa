import { describe, expect, it } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { daysAgo, factsOf, findingFact, occurrenceFact, taskFact } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { postponed } from './postponed'

const judge = (facts: SystemFacts, numbers = {}) => postponed.evaluate(facts, numbersOf(postponed, numbers))
const statusOf = (facts: SystemFacts, clause: string, numbers = {}) =>
  judge(facts, numbers).clauses.find(({ key }) => key === clause)?.status
const withTask = (occurrences: Parameters<typeof taskFact>[0] = {}) =>
  factsOf({ tasks: [taskFact(occurrences)] })

describe('maintenance put off', () => {
  it('is unknown without tasks, and says so', () => {
    expect(judge(factsOf())).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No maintenance task is defined'),
    })
  })

  it('is unknown while no period has begun', () => {
    expect(judge(withTask())).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No period'),
    })
  })

  it('is clear when the work is done', () => {
    expect(judge(withTask({ occurrences: [occurrenceFact(7), occurrenceFact(14)] })).status).toBe('clear')
  })

  it.each([
    [2, 0, 'clear'],
    [3, 0, 'raised'],
    [2, 1, 'raised'], // over all periods of the task
  ])('%i snoozes of one period and %i of another: %s', (one, other, status) => {
    const occurrences = [occurrenceFact(7, { snoozeCount: one }), occurrenceFact(14, { snoozeCount: other })]
    expect(statusOf(withTask({ occurrences }), 'snoozed')).toBe(status)
  })

  it.each([
    [90, 'raised'],
    [91, 'clear'],
  ])('snoozes of %i d ago: %s', (began, status) => {
    const occurrences = [occurrenceFact(7), occurrenceFact(began, { snoozeCount: 3 })]
    expect(statusOf(withTask({ occurrences }), 'snoozed')).toBe(status)
  })

  it('does not add the snoozes of different tasks', () => {
    const tasks = ['One', 'Two'].map((title) =>
      taskFact({ title, occurrences: [occurrenceFact(7, { snoozeCount: 2 })] }),
    )
    expect(statusOf(factsOf({ tasks }), 'snoozed')).toBe('clear')
  })

  describe('and then archived', () => {
    const archived = { title: 'Restore', archivedAt: daysAgo(2) }
    const late = occurrenceFact(12, { state: 'pending', finishedAt: null, onTime: null })
    const planned = taskFact({ occurrences: [occurrenceFact(7)] })

    it('is still put off, by as much as it was then', () => {
      const judged = judge(factsOf({ tasks: [taskFact({ ...archived, occurrences: [late] }), planned] }))
      expect(judged.status).toBe('raised')
      expect(judged.sentence).toContain('Restore, archived (weekly, 9 d late)')
    })

    it('counts what was skipped and snoozed', () => {
      const occurrences = [9, 16].map((began) => occurrenceFact(began, { state: 'skipped', snoozeCount: 2 }))
      const facts = factsOf({ tasks: [taskFact({ ...archived, occurrences }), planned] })
      expect(statusOf(facts, 'skipped')).toBe('raised')
      expect(statusOf(facts, 'snoozed')).toBe('raised')
    })

    it('does not grow later, and clears nothing on its own', () => {
      const onceLate = taskFact({ ...archived, archivedAt: daysAgo(10), occurrences: [late] })
      expect(statusOf(factsOf({ tasks: [onceLate, planned] }), 'overdue')).toBe('clear')
      expect(statusOf(factsOf({ tasks: [onceLate] }), 'overdue')).toBe('unknown')
    })
  })

  const skipped = (began: number) =>
    occurrenceFact(began, { state: 'skipped', finishedAt: daysAgo(began - 1) })
  const toDo = (began: number, known = {}) =>
    occurrenceFact(began, { state: 'pending', finishedAt: null, onTime: null, ...known })

  it.each([
    ['one period', [skipped(7), occurrenceFact(14)], 'clear'],
    ['two running', [skipped(7), skipped(14), occurrenceFact(21)], 'raised'],
    ['two running before one that is still to do', [toDo(0), skipped(7), skipped(14)], 'raised'],
    ['two with one done between', [skipped(7), occurrenceFact(14), skipped(21)], 'clear'],
    ['two running that were made good since', [occurrenceFact(7), skipped(14), skipped(21)], 'clear'],
    ['two running, longer ago than the counts', [skipped(91), skipped(98), toDo(0)], 'clear'],
  ])('skipped %s: %s', (_, occurrences, status) => {
    expect(statusOf(withTask({ occurrences }), 'skipped')).toBe(status)
  })

  it.each([
    [6.9, 'clear'],
    [7, 'clear'], // exactly one period is not more than one
    [7.1, 'raised'],
  ])('%d days overdue in a period of seven: %s', (late, status) => {
    const occurrences = [toDo(14, { dueAt: daysAgo(late) })]
    expect(statusOf(withTask({ occurrences }), 'overdue')).toBe(status)
  })

  it.each([
    ['missed twice and not done since', [toDo(7), toDo(14)], 'raised'],
    ['missed, then done', [occurrenceFact(7), toDo(14), toDo(21)], 'clear'],
    [
      'missed, then done with a problem',
      [occurrenceFact(7, { state: 'done-with-problem' }), toDo(14)],
      'clear',
    ],
    ['missed, then skipped', [skipped(7), toDo(14)], 'raised'],
    ['missed after it was done', [toDo(14), occurrenceFact(21)], 'raised'],
    ['missed, done, and due again', [toDo(0), occurrenceFact(7), toDo(14)], 'clear'],
  ])('%s: %s', (_, occurrences, status) => {
    expect(statusOf(withTask({ occurrences }), 'overdue')).toBe(status)
  })

  it('says how late a missed monthly task is', () => {
    const monthly = toDo(61, { periodEnd: daysAgo(31), dueAt: daysAgo(58) })
    const reading = judge(withTask({ title: 'Restore test', tier: 'monthly', occurrences: [monthly] }))
    expect(reading).toMatchObject({ status: 'raised' })
    expect(reading.sentence).toContain('Restore test (monthly, 58 d late)')
  })

  it('leaves a paused task alone', () => {
    const occurrences = [toDo(60, { dueAt: daysAgo(50) })]
    expect(statusOf(withTask({ paused: true, occurrences }), 'overdue')).toBe('clear')
  })

  it.each([
    [1, {}, 'clear'],
    [2, {}, 'raised'],
    [2, { state: 'verified' }, 'clear'],
    [2, { state: 'accepted' }, 'clear'],
    [2, { kind: 'red-flag' }, 'clear'], // its own finding would keep it raised for ever
  ] as const)('%i moves of a due date (%o): %s', (dueMovedCount, known, status) => {
    const facts = factsOf({ findings: [findingFact({ dueMovedCount, ...known })] })
    expect(statusOf(facts, 'due-moved')).toBe(status)
  })

  it('raises on moved dates although no task is defined', () => {
    expect(judge(factsOf({ findings: [findingFact({ dueMovedCount: 2 })] }))).toMatchObject({
      status: 'raised',
      sentence: 'Dates moved: F-12 (2 times); the flag is raised from 2 times on.',
    })
  })

  it('says once where once is enough', () => {
    const facts = withTask({ occurrences: [occurrenceFact(7, { snoozeCount: 1 })] })
    const once = { snoozes: 1, dueMoves: 1 }
    expect(judge({ ...facts, findings: [findingFact({ dueMovedCount: 1 })] }, once).sentence).toMatch(
      /\(1 time\); the flag is raised from 1 time on\. Dates moved: F-12 \(1 time\); the flag is raised from 1 time on\.$/,
    )
  })

  it('follows the numbers that were decided', () => {
    const facts = withTask({ occurrences: [occurrenceFact(7, { snoozeCount: 3 })] })
    expect(statusOf(facts, 'snoozed', { snoozes: 4 })).toBe('clear')
    expect(statusOf(facts, 'snoozed', { snoozes: 2 })).toBe('raised')
  })
})
