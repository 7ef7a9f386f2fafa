import { describe, expect, it } from 'vitest'
import type { EngineFacts } from '../define-check'
import { alSchedulerLag } from './al-scheduler-lag'
import { alUnknownRate } from './al-unknown-rate'

const facts: EngineFacts = {
  lagSeconds: 0,
  worstLatenessSeconds: 0,
  checks: 100,
  unknownChecks: 0,
  workersAlive: 1,
  rowsInDefaultPartitions: 0,
}
const now = new Date()

describe('al.scheduler_lag', () => {
  const settings = alSchedulerLag.config.parse({})
  it.each([
    [{}, 'ok', 0],
    [{ lagSeconds: 59 }, 'ok', 59],
    [{ lagSeconds: 60 }, 'warn', 60],
    [{ worstLatenessSeconds: 61 }, 'warn', 61],
    [{ lagSeconds: 120 }, 'fail', 120],
    // The clock was set back.
    [{ lagSeconds: -400, worstLatenessSeconds: -300 }, 'ok', 0],
    [{ rowsInDefaultPartitions: 3 }, 'warn', 0],
    [{ rowsInDefaultPartitions: 3, lagSeconds: 500 }, 'fail', 500],
  ])('%j is %s', (change, verdict, value) => {
    expect(alSchedulerLag.judge({ ...facts, ...change }, settings, now)).toMatchObject({
      verdict,
      value,
      unit: 's',
    })
  })

  it('says that ranges were not created ahead', () => {
    expect(alSchedulerLag.judge({ ...facts, rowsInDefaultPartitions: 3 }, settings, now).reason).toContain(
      '3 rows lie in default partitions',
    )
  })
})

describe('al.unknown_rate', () => {
  const settings = alUnknownRate.config.parse({})
  it.each([
    [100, 0, 'ok'],
    [100, 4, 'ok'],
    [100, 5, 'warn'],
    [100, 19, 'warn'],
    [100, 20, 'fail'],
    [4, 1, 'warn'],
    [4, 2, 'warn'],
    [4, 3, 'fail'],
    [0, 0, 'not-applicable'],
  ])('of %s checks %s unknown is %s', (checks, unknownChecks, verdict) => {
    expect(alUnknownRate.judge({ ...facts, checks, unknownChecks }, settings, now).verdict).toBe(verdict)
  })
})
