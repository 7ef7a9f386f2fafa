import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgConnections } from './pg-connections'

const settings = { warnPercent: 70, failPercent: 95 }
const judge = (facts: object) =>
  pgConnections.judge(
    {
      server: exampleServer,
      backends: 0,
      usable: 100,
      maxConnections: 103,
      clients: 0,
      holders: [],
      ...facts,
    },
    settings,
    new Date(),
  )

describe('pg.connections', () => {
  it.each([
    [69, 'ok'],
    [70, 'warn'],
    [94, 'warn'],
    [95, 'fail'],
    [100, 'fail'],
  ])('judges %d of 100 usable slots as %s', (clients, verdict) => {
    expect(judge({ clients })).toMatchObject({ verdict, value: clients, unit: '%' })
  })

  it('counts client sessions, not every process, when it may see them', () => {
    expect(judge({ clients: 60, backends: 80 }).verdict).toBe('ok')
  })

  it('falls back to the count per database without pg_monitor, and says so with the grant', () => {
    const judgement = judge({
      clients: null,
      backends: 80,
      server: { ...exampleServer, seesOtherSessions: false },
    })
    expect(judgement.verdict).toBe('warn')
    expect(judgement.reason).toContain('GRANT pg_monitor TO audit;')
  })

  it('names who holds the most', () => {
    const holders = [{ role: 'shop', application: 'web', sessions: 60 }]
    expect(judge({ clients: 80, holders }).reason).toContain('shop holds the most: 60 sessions of web.')
  })

  it('fails when no slot was left for itself', () => {
    const judgement = pgConnections.judge({ exhausted: 'All slots are taken.' }, settings, new Date())
    expect(judgement).toMatchObject({ verdict: 'fail', value: 100, reason: 'All slots are taken.' })
  })

  it('takes a server without usable slots for full', () => {
    expect(judge({ usable: 0 }).verdict).toBe('fail')
  })
})
