import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgXminHorizon } from './pg-xmin-horizon'

type Holder = Parameters<typeof pgXminHorizon.judge>[0]['holders'][number]
const holder = (kind: Holder['holder'], name: string, age: number): Holder => ({
  holder: kind,
  name,
  age,
  detail: 'detail',
})
const judge = (holders: Holder[], sees = true) =>
  pgXminHorizon.judge(
    { server: { ...exampleServer, seesOtherSessions: sees }, holders, freezeMaxAge: 200_000_000 },
    { warnPercent: 25, failPercent: 50 },
    new Date(),
  )

describe('pg.xmin_horizon', () => {
  it.each<[string, Holder[], string]>([
    ['nobody', [], 'ok'],
    ['a young session', [holder('session', 'a@b', 49_999_999)], 'ok'],
    ['an old session', [holder('session', 'a@b', 50_000_000)], 'warn'],
    ['a very old slot', [holder('slot', 'warehouse', 100_000_000)], 'fail'],
    ['an old prepared transaction', [holder('prepared transaction', 'a@b', 60_000_000)], 'warn'],
    ['an old standby', [holder('standby', 'replica', 120_000_000), holder('session', 'a@b', 3)], 'fail'],
  ])('%s: %s', (_name, holders, verdict) => {
    expect(judge(holders).verdict).toBe(verdict)
  })

  it('takes its thresholds from the server: percent of autovacuum_freeze_max_age', () => {
    expect(judge([]).thresholds).toEqual({ warn: 50_000_000, fail: 100_000_000 })
  })

  it('says how to get rid of each kind of holder', () => {
    expect(judge([holder('slot', 'warehouse', 100_000_000)]).reason).toContain('pg_drop_replication_slot')
    expect(judge([holder('prepared transaction', 'a@b', 100_000_000)]).reason).toContain('ROLLBACK PREPARED')
  })

  it('lists a name once, with its oldest age', () => {
    const resources = judge([holder('session', 'a@b', 60_000_000), holder('session', 'a@b', 5)]).resources
    expect(resources).toMatchObject([{ name: 'session a@b', value: 60_000_000 }])
  })

  it('is unknown with the grant when sessions are hidden, unless what is visible is bad already', () => {
    expect(judge([], false)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('GRANT pg_monitor TO audit;'),
    })
    expect(judge([holder('slot', 'warehouse', 100_000_000)], false).verdict).toBe('fail')
  })
})
