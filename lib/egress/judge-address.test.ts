import { describe, expect, it } from 'vitest'
import { commandLinePolicy, type EgressPolicy } from './egress-policy'
import { judgeAddress } from './judge-address'

const closed: EgressPolicy = { allowPrivate: [], deniedEndpoints: [] }
const withRange: EgressPolicy = { allowPrivate: ['10.1.2.0/24', '127.0.0.1/32'], deniedEndpoints: [] }

describe('judgeAddress', () => {
  it('lets public addresses through', () => {
    expect(judgeAddress('8.8.8.8', 443, closed)).toEqual({ allowed: true, address: '8.8.8.8', family: 4 })
  })

  it('names the range that would open a private one', () => {
    expect(judgeAddress('10.1.2.3', 443, closed)).toEqual({
      allowed: false,
      reason: '10.1.2.3 is in a private network: allow 10.1.2.0/24 for checks',
      suggestion: '10.1.2.0/24',
    })
    expect(judgeAddress('10.1.2.3', 443, closed, 'db.internal')).toMatchObject({
      reason: 'db.internal (10.1.2.3) is in a private network: allow 10.1.2.0/24 for checks',
    })
  })

  it('opens what an administrator opened, and nothing beside it', () => {
    expect(judgeAddress('10.1.2.3', 443, withRange).allowed).toBe(true)
    expect(judgeAddress('10.1.3.3', 443, withRange).allowed).toBe(false)
    expect(judgeAddress('::1', 443, withRange).allowed).toBe(true)
    expect(judgeAddress('127.0.0.2', 443, withRange).allowed).toBe(false)
  })

  it.each(['169.254.169.254', 'fe80::1', '100.100.100.200', 'fd00:ec2::254', '0.0.0.0', '::ffff:127.0.0.1'])(
    'keeps %s closed for everybody, the command line included',
    (address) => {
      for (const policy of [closed, withRange, commandLinePolicy]) {
        expect(judgeAddress(address, 80, policy)).toMatchObject({ allowed: false, suggestion: null })
      }
    },
  )

  it('keeps its own doors closed under every address of the loopback network', () => {
    const policy: EgressPolicy = {
      allowPrivate: ['127.0.0.0/8'],
      deniedEndpoints: [{ address: '127.0.0.1', port: 3000 }],
    }
    for (const address of ['127.0.0.1', '127.0.0.2', '127.255.1.9', '::1'])
      expect(judgeAddress(address, 3000, policy)).toMatchObject({ allowed: false, suggestion: null })
    expect(judgeAddress('127.0.0.2', 8080, policy).allowed).toBe(true)
  })

  it('opens private networks to the command line', () => {
    expect(judgeAddress('192.168.7.7', 5432, commandLinePolicy).allowed).toBe(true)
    expect(judgeAddress('::1', 5432, commandLinePolicy).allowed).toBe(true)
  })

  it('keeps the doors of the installation closed', () => {
    const policy: EgressPolicy = {
      allowPrivate: 'all',
      deniedEndpoints: [{ address: '127.0.0.1', port: 5432 }],
    }
    expect(judgeAddress('127.0.0.1', 5432, policy)).toMatchObject({ allowed: false, suggestion: null })
    expect(judgeAddress('127.0.0.1', 5433, policy).allowed).toBe(true)
  })
})
