import { describe, expect, it } from 'vitest'
import type { ServedCertificate } from '@/lib/probes/tls'
import { healthyTls } from '../tls-question'
import { tlsExpiry } from './tls-expiry'

const now = new Date('2026-11-23T10:00:00Z')
const settings = tlsExpiry.config.parse({})
const dayMs = 86_400_000
const at = (days: number) => new Date(now.getTime() + days * dayMs).toISOString()

function certificate(life: number, left: number, more: Partial<ServedCertificate> = {}): ServedCertificate {
  return {
    role: 'leaf',
    name: 'shop.example.com',
    issuer: 'Example CA',
    serial: '01',
    fingerprint256: 'AA',
    validFrom: at(left - life),
    validTo: at(left),
    names: [],
    ...more,
  }
}

const judge = (chain: ServedCertificate[], config = settings) =>
  tlsExpiry.judge({ ...healthyTls, chain }, config, now)

describe('tls.expiry', () => {
  it.each([
    // A year, 90 days and 47 days: the fixed days decide, or the share where it is smaller.
    [398, 100, 'ok'],
    [398, 20.1, 'ok'],
    [398, 19.9, 'warn'],
    [398, 7.1, 'warn'],
    [398, 6.9, 'fail'],
    [90, 20.1, 'ok'],
    [90, 19.9, 'warn'],
    [90, 6.9, 'fail'],
    [47, 16, 'ok'],
    [47, 15, 'warn'],
    [47, 7.1, 'warn'],
    [47, 6.9, 'fail'],
    // Six days: a third is two days, a sixth is one; never red from its first hour on.
    [6, 5.9, 'ok'],
    [6, 2.1, 'ok'],
    [6, 1.9, 'warn'],
    [6, 0.9, 'fail'],
    [90, 0, 'fail'],
    [90, -3, 'fail'],
  ])('a certificate of %d days with %d left is %s', (life, left, verdict) => {
    expect(judge([certificate(life, left)]).verdict).toBe(verdict)
  })

  it('judges every served element by its own life, and takes the earliest end as its value', () => {
    const leaf = certificate(90, 60)
    const intermediate = certificate(1_800, 10, { role: 'intermediate', name: 'Example CA' })
    const judged = judge([leaf, intermediate])
    expect(judged).toMatchObject({
      verdict: 'warn',
      value: 10,
      unit: 'days',
      thresholds: { warn: 20, fail: 7 },
    })
    expect(judged.reason).toBe('The intermediate "Example CA" expires in 10 days, on 2026-12-03.')
    expect(judged.resources.map(({ name }) => name)).toEqual(['intermediate "Example CA"', 'certificate'])
  })

  it('leaves a served root alone: clients use their own copy', () => {
    expect(judge([certificate(90, 60), certificate(3_000, 1, { role: 'root', name: 'Root' })]).verdict).toBe(
      'ok',
    )
  })

  it('fails what is not valid yet', () => {
    expect(judge([certificate(90, 91)])).toMatchObject({
      verdict: 'fail',
      reason: 'The certificate of shop.example.com is not valid before 2026-11-24.',
    })
  })

  it('follows its settings', () => {
    const config = tlsExpiry.config.parse({ warnDays: 60, failDays: 30, warnShare: 100, failShare: 100 })
    expect(judge([certificate(90, 59)], config).verdict).toBe('warn')
    expect(judge([certificate(90, 29)], config).verdict).toBe('fail')
    expect(tlsExpiry.config.safeParse({ warnDays: 5, failDays: 7 }).success).toBe(false)
  })
})
