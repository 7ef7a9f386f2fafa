import { describe, expect, it } from 'vitest'
import type { CheckFact } from '@/lib/facts/system-facts'
import { checkFact, factsOf } from '@/scripts/testing/facts-fixture'
import { readChecks } from './read-checks'

const database = { id: 'db', kind: 'postgres', address: 'db.example:5432/orders' }
const second = { id: 'db2', kind: 'postgres', address: 'db.example:5432/stock' }
const check = (kind: string, known: Partial<CheckFact> = {}) =>
  checkFact({ id: kind, kind, name: kind, target: database, reason: 'All is well.', ...known })
const kinds = ['pg.dead_tuples', 'pg.autovacuum_due']
const read = (...checks: CheckFact[]) => readChecks(kinds, factsOf({ targets: [database], checks }))

describe('what checks say together', () => {
  it('is well when each of them is, with all of them to look at', () => {
    expect(read(check('pg.dead_tuples'), check('pg.autovacuum_due'))).toEqual({
      outcome: 'pass',
      statement: '2 checks are fine: pg.dead_tuples, pg.autovacuum_due.',
      facts: [
        { sentence: 'pg.dead_tuples: All is well.', href: '/checks/pg.dead_tuples' },
        { sentence: 'pg.autovacuum_due: All is well.', href: '/checks/pg.autovacuum_due' },
      ],
      value: 1,
      unit: 'ms',
    })
  })

  it('is what the worst of them says, worst first', () => {
    const worst = check('pg.autovacuum_due', {
      state: 'fail',
      reason: '3 tables wait.',
      value: 3,
      unit: 'count',
    })
    expect(read(check('pg.dead_tuples', { state: 'warn', reason: '12 %.' }), worst)).toMatchObject({
      outcome: 'fail',
      statement: 'pg.autovacuum_due: 3 tables wait.',
      value: 3,
      unit: 'count',
    })
    expect(
      read(check('pg.dead_tuples', { state: 'warn', reason: '12 %.' }), check('pg.autovacuum_due')),
    ).toMatchObject({
      outcome: 'warn',
      statement: 'pg.dead_tuples: 12 %.',
    })
  })

  it('names the others that fail as well', () => {
    const failing = { state: 'fail', reason: 'Bad.' } as const
    expect(read(check('pg.dead_tuples', failing), check('pg.autovacuum_due', failing))?.statement).toBe(
      'pg.dead_tuples: Bad. So fails pg.autovacuum_due.',
    )
  })

  it.each([
    ['paused', 'No current result: pg.autovacuum_due is paused.'],
    ['never', 'No current result: pg.autovacuum_due has not run yet.'],
    ['unknown', 'No current result: pg.autovacuum_due: All is well.'],
  ] as const)('is unknown while one of them is %s, whatever the other says', (state, statement) => {
    const gap = check('pg.autovacuum_due', { state })
    for (const other of ['ok', 'warn'] as const)
      expect(read(check('pg.dead_tuples', { state: other }), gap)).toMatchObject({
        outcome: 'unknown',
        statement,
      })
    // A failure is certain, whatever else is not seen.
    expect(read(check('pg.dead_tuples', { state: 'fail' }), gap)).toMatchObject({ outcome: 'fail' })
  })

  it('does not pass off an old reason as how it is', () => {
    const stale = { state: 'unknown', lastVerdict: 'ok', reason: '40 % is used.' } as const
    expect(read(check('pg.dead_tuples'), check('pg.autovacuum_due', stale))?.statement).toBe(
      'No current result: pg.autovacuum_due has not reported since Mon 23 Nov.',
    )
    const never = { ...stale, conclusiveAt: null, lastVerdict: null, reason: null }
    expect(read(check('pg.dead_tuples'), check('pg.autovacuum_due', never))?.statement).toBe(
      'No current result: pg.autovacuum_due has not reported yet.',
    )
  })

  it('says when a state is held back, because one run proves little', () => {
    const other = check('pg.autovacuum_due')
    const once = check('pg.dead_tuples', { lastVerdict: 'fail', reason: 'Refused.' })
    expect(read(once, other)?.facts[0]?.sentence).toBe(
      'pg.dead_tuples is fine, though its last run said: Refused.',
    )
    const healing = check('pg.dead_tuples', { state: 'fail', lastVerdict: 'ok', reason: 'Answered.' })
    expect(read(healing, other)?.statement).toBe('pg.dead_tuples fails, though its last run said: Answered.')
    expect(read(check('pg.dead_tuples', { reason: null }), other)?.facts[0]?.sentence).toBe(
      'pg.dead_tuples is fine.',
    )
  })

  it('is unknown when a check was deleted, or was never made for a second target', () => {
    expect(read(check('pg.dead_tuples'))).toMatchObject({
      outcome: 'unknown',
      statement: 'No current result: Autovacuum keeps up is not checked on db.example:5432/orders.',
    })
    const checks = [check('pg.dead_tuples'), check('pg.autovacuum_due')]
    expect(readChecks(kinds, factsOf({ targets: [database, second], checks }))).toMatchObject({
      outcome: 'unknown',
      statement: 'No current result: Dead rows is not checked on db.example:5432/stock.',
    })
    expect(read()).toMatchObject({ outcome: 'unknown' })
  })

  it('leaves out what does not apply, and says nothing where nothing does', () => {
    const off = check('pg.autovacuum_due', { state: 'not-applicable' })
    expect(read(check('pg.dead_tuples'), off)).toMatchObject({ outcome: 'pass' })
    expect(read(check('pg.dead_tuples', { state: 'not-applicable' }), off)).toBeNull()
    expect(
      readChecks(kinds, factsOf({ targets: [{ id: 'u', kind: 'url', address: 'https://a.example' }] })),
    ).toBeNull()
  })

  it('does not know a kind of another version', () => {
    expect(readChecks(['pg.of_tomorrow'], factsOf({ targets: [database] }))).toMatchObject({
      outcome: 'unknown',
      statement: 'No current result: This version does not know the check pg.of_tomorrow.',
    })
  })
})
