import { describe, expect, it } from 'vitest'
import { commonPasswords } from './common-passwords'
import { faultOfPassword, personalWords } from './password-rules'

const personal = personalWords({ name: 'Ada Lovelace', email: 'ada.king@example.com' })

describe('faultOfPassword', () => {
  it.each([
    'correct horse battery staple',
    'zwei rote Fahrraeder im Keller',
    'пароль длинный и свой',
    '🚂🚃🚃🚃🚃🚃🚃🚃🚃🚃🚃🚃wheel',
    'x7Gq-92mPLw0-tt4b',
    '839201758264',
    'longer than sixty-four characters is fine: all of them count, up to the two hundred and fifty-sixth',
    'Ada Lovelace wrote the first program',
  ])('accepts %s', (password) => {
    expect(faultOfPassword(password, commonPasswords(), personal)).toBeNull()
  })

  it.each([
    ['short', 'at least 12 characters; this has 5'],
    ['elevenchars', 'this has 11'],
    ['🚂'.repeat(11), 'this has 11'],
    ['x'.repeat(257), 'at most 256'],
    ['qwertyuiop123', 'common'],
    ['Password2026!', 'common'],
    ['123456789012', 'common'],
    ['administrator', 'common'],
    ['passwordpassword', 'common'],
    ['!!!!football!!!!', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['000000000000000', 'common'],
    ['wheeltapper2026', 'name or address'],
    ['adalovelace1815', 'name or address'],
    ['Lovelace-1815-12', 'name or address'],
    ['ada.king@example.com', 'name or address'],
  ])('refuses %s: %s', (password, sentence) => {
    expect(faultOfPassword(password, commonPasswords(), personal)).toContain(sentence)
  })

  it('knows far more than the three thousand most common', () => {
    expect(commonPasswords().size).toBeGreaterThan(40_000)
  })
})
