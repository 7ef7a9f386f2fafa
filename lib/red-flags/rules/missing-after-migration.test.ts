import { describe, expect, it } from 'vitest'
import type { MigrationFact } from '@/lib/facts/system-facts'
import { daysAgo, factsOf, migrationFact } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { missingAfterMigration } from './missing-after-migration'

const judge = (migrations: MigrationFact[], numbers = {}) =>
  missingAfterMigration.evaluate(factsOf({ migrations }), numbersOf(missingAfterMigration, numbers))
const verification = (state: 'open' | 'closed', missing = 0) => ({
  id: 'verification',
  state,
  closedAt: state === 'closed' ? daysAgo(1) : null,
  missing,
  areas: [],
})

describe('missing after a migration', () => {
  it('is unknown until one is recorded, and says so', () => {
    expect(judge([])).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No migration or restore is recorded'),
    })
  })

  it.each([
    [7, [], 'unknown'],
    [7.1, [], 'raised'],
    [7.1, [verification('open')], 'raised'],
    [7.1, [verification('closed')], 'clear'],
    [1, [verification('open', 1)], 'raised'],
    [1, [verification('open', 0)], 'unknown'],
    [200, [verification('closed')], 'clear'],
  ])('%d days ago with %j: %s', (age, verifications, status) => {
    expect(judge([migrationFact({ happenedAt: daysAgo(age), verifications })]).status).toBe(status)
  })

  it('does not let a later one hide an earlier one', () => {
    const migrations = [
      migrationFact({ happenedAt: daysAgo(1), verifications: [verification('closed')] }),
      migrationFact({ title: 'Move to the new host', happenedAt: daysAgo(30) }),
    ]
    expect(judge(migrations)).toMatchObject({
      status: 'raised',
      sentence: 'Not verified: Move to the new host (30 d ago); 7 d allowed.',
    })
  })

  it('says what is missing', () => {
    const migrations = [migrationFact({ verifications: [verification('open', 3)] })]
    expect(judge(migrations).sentence).toBe('Missing after a migration: 3 things of PostgreSQL 17 to 18.')
  })

  it('follows the numbers that were decided', () => {
    expect(judge([migrationFact()], { days: 2 }).status).toBe('raised')
  })
})
