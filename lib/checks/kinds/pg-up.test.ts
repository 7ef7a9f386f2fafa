import { describe, expect, it } from 'vitest'
import { ProbeError, type ProbeFault } from '@/lib/probe-error'
import type { CheckIo } from '../define-check'
import { exampleServer } from '../postgres-audit'
import { pgUp } from './pg-up'

const settings = { warnMs: 2_000, failMs: 8_000 }
const now = new Date('2026-11-23T12:00:00Z')

function failing(fault: ProbeFault, code?: string): CheckIo {
  return {
    postgres: () => Promise.reject(new ProbeError(fault, `sentence about ${fault}`, code)),
  } as unknown as CheckIo
}

describe('pg.up', () => {
  it.each([
    [1_000, 900, 'ok'],
    [1_100, 900, 'warn'],
    [7_500, 499, 'warn'],
    [7_500, 500, 'fail'],
  ])('judges a login of %d ms and a query of %d ms as %s', (loginMs, queryMs, verdict) => {
    const judgement = pgUp.judge(
      { outcome: 'answered', server: exampleServer, tcpMs: 0, tlsMs: 0, loginMs, queryMs },
      settings,
      now,
    )
    expect(judgement).toMatchObject({ verdict, value: loginMs + queryMs, unit: 'ms' })
    if (verdict !== 'ok') expect(judgement.reason).toContain('the login')
  })

  it.each<[ProbeFault, string | undefined, 'fail' | 'warn']>([
    ['refused', 'ECONNREFUSED', 'fail'],
    ['refused', '55000', 'fail'],
    ['timeout', undefined, 'fail'],
    ['unreachable', 'EHOSTUNREACH', 'fail'],
    ['unknown-host', 'ENOTFOUND', 'fail'],
    ['reset', 'ECONNRESET', 'fail'],
    ['lost', '57P01', 'fail'],
    ['tls', 'CERT_HAS_EXPIRED', 'fail'],
    ['protocol', undefined, 'fail'],
    ['too-large', undefined, 'fail'],
    ['bad-configuration', '3D000', 'fail'],
    ['slots-exhausted', '53300', 'warn'],
    ['starting-up', '57P03', 'warn'],
  ])('takes %s (%s) for something about the server: %s', async (fault, code, verdict) => {
    const facts = await pgUp.collect(settings, failing(fault, code))
    expect(pgUp.judge(facts, settings, now)).toMatchObject({
      verdict,
      reason: `sentence about ${fault}`,
      value: null,
    })
  })

  it.each<[ProbeFault, string | undefined]>([
    ['authentication', '28P01'],
    ['privilege', '42501'],
    ['egress-denied', undefined],
    ['bad-configuration', undefined],
    ['bad-configuration', '53300'],
    ['unknown-host', 'EAI_AGAIN'],
    ['timeout', 'EAI_TIMEOUT'],
    ['timeout', 'TURN'],
    ['timeout', 'STOPPED'],
  ])('takes %s (%s) for our own inability to look', async (fault, code) => {
    await expect(pgUp.collect(settings, failing(fault, code))).rejects.toThrow(`sentence about ${fault}`)
  })

  it('does not hide a bug behind a verdict', async () => {
    const io = { postgres: () => Promise.reject(new TypeError('bug')) } as unknown as CheckIo
    await expect(pgUp.collect(settings, io)).rejects.toThrow(TypeError)
  })
})
