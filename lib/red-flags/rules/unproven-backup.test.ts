import { describe, expect, it } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, drillFact, factsOf } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { unprovenBackup } from './unproven-backup'

const judge = (facts: SystemFacts, numbers = {}) =>
  unprovenBackup.evaluate(facts, numbersOf(unprovenBackup, numbers))
const backup = { id: 'target', kind: 'backup', address: '/backups/*.tar' }
const withBackup = (known: Parameters<typeof factsOf>[0] = {}) => factsOf({ targets: [backup], ...known })

describe('backups never restored', () => {
  it('is raised when nothing backs the system up', () => {
    expect(judge(factsOf())).toMatchObject({
      status: 'raised',
      sentence: 'Nothing is known to back this system up, and no restore of it was ever recorded.',
    })
  })

  it('is unknown while there are backups and nothing was ever recorded, and says so', () => {
    expect(judge(withBackup())).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No restore of it was ever recorded'),
    })
  })

  it.each([
    [90, 'unknown'],
    [90.1, 'raised'],
  ])('nothing was recorded in %d days of watching the backups: %s', (age, status) => {
    const checks = [checkFact({ kind: 'bk.age', createdAt: daysAgo(age) })]
    expect(judge(withBackup({ checks })).status).toBe(status)
  })

  it('is proven by a restore although no backup target is known', () => {
    expect(judge(factsOf({ drills: [drillFact()] }))).toMatchObject({ status: 'clear' })
  })

  it.each([
    ['critical', 35, 'clear'],
    ['critical', 35.1, 'raised'],
    ['high', 90, 'clear'],
    ['high', 90.1, 'raised'],
    ['medium', 90, 'clear'],
    ['medium', 90.1, 'raised'],
    ['low', 180, 'clear'],
    ['low', 180.1, 'raised'],
  ] as const)('%s, last proof %d days ago: %s', (criticality, age, status) => {
    const drills = [drillFact({ startedAt: daysAgo(age) })]
    expect(judge(withBackup({ system: { criticality }, drills })).status).toBe(status)
  })

  it.each([
    ['listed', 'pass', 'raised'],
    ['restored', 'pass', 'raised'],
    ['queried', 'pass', 'clear'],
    ['booted', 'pass', 'clear'],
    ['queried', 'partial', 'raised'],
    ['booted', 'fail', 'raised'],
  ] as const)('level %s, result %s: %s', (level, result, status) => {
    expect(judge(withBackup({ drills: [drillFact({ level, result })] })).status).toBe(status)
  })

  it('takes a newer partial one as no proof, but keeps the older proof', () => {
    const drills = [drillFact({ startedAt: daysAgo(1), result: 'partial' }), drillFact()]
    expect(judge(withBackup({ drills })).status).toBe('clear')
  })

  it('is raised again by a newer restore that failed', () => {
    const drills = [drillFact({ startedAt: daysAgo(1), result: 'fail', level: 'restored' }), drillFact()]
    expect(judge(withBackup({ drills }))).toMatchObject({
      status: 'raised',
      sentence: 'The newest restore, Sun 22 Nov of orders-2026-11-14.tar, failed at level restored.',
    })
  })

  it('says its real numbers', () => {
    const system = { criticality: 'critical' } as const
    expect(judge(withBackup({ system, drills: [drillFact()] })).clauses[1]?.sentence).toBe(
      'Last proven restore Sat 14 Nov, level queried, 11 min; 9 d ago, 35 d allowed.',
    )
    const drills = [drillFact({ startedAt: daysAgo(101) })]
    expect(judge(withBackup({ system, drills })).sentence).toBe(
      'Last proven restore Fri 14 Aug, level queried, 11 min: 101 d ago, 35 d allowed.',
    )
  })

  it('follows the numbers that were decided', () => {
    const facts = withBackup({ drills: [drillFact({ startedAt: daysAgo(70) })] })
    expect(judge(facts, { daysHigh: 60 }).status).toBe('raised')
    expect(judge(facts, { daysHigh: 70 }).status).toBe('clear')
  })
})
