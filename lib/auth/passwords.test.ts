import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './passwords'

describe('passwords', () => {
  it('are argon2id with 19 MiB, 2 passes, 1 lane, and a salt of their own', async () => {
    const [one, two] = await Promise.all([
      hashPassword('four random words'),
      hashPassword('four random words'),
    ])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  it('match themselves only', async () => {
    const stored = await hashPassword('Straße und Café im Wald')
    expect(await isPassword(stored, 'Straße und Café im Wald'.normalize('NFD'))).toBe(true)
    expect(await isPassword(stored, 'straße und café im wald')).toBe(false)
    expect(await isPassword(stored, '')).toBe(false)
  })

  it('count to their last character', async () => {
    const long = 'x'.repeat(255)
    const stored = await hashPassword(`${long}a`)
    expect(await isPassword(stored, `${long}b`)).toBe(false)
  })

  it('of nobody never match, and neither does a damaged hash', async () => {
    expect(await isPassword(null, 'four random words')).toBe(false)
    expect(await isPassword('not a hash', 'four random words')).toBe(false)
  })

  it('are refused with a sentence when too many wait', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => hashPassword('four random words')),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(18)
    expect(refused[0]?.reason).toMatchObject({ kind: 'unavailable' })
    expect(await hashPassword('four random words')).toContain('argon2id')
  })
})
