import { describe, expect, it } from 'vitest'
import { isMailable, messageId, oneLine } from './address'

describe('isMailable', () => {
  it.each(['ada@example.com', 'ada+reports@mail.example.co.uk', 'root@localhost', "o'neil@example.org"])(
    'takes %s',
    (address) => expect(isMailable(address)).toBe(true),
  )

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@example.com, eve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\nRCPT TO:<eve@example.com>',
    'ada@example.com\u2028',
    '"ada eve"@example.com',
    '<ada@example.com>',
    'ada@example.com>',
    'Ada <ada@example.com>',
    'ada@exa mple.com',
    'ada@eve@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(260)}.com`,
  ])('refuses %j', (address) => expect(isMailable(address)).toBe(false))

  it('answers the same each time', () => {
    const twice = 'ada@example.com\r\n'
    expect([isMailable(twice), isMailable(twice), isMailable('ada@example.com')]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('oneLine', () => {
  it.each([
    ['Week 47\r\nBcc: eve@example.com', 'Week 47 Bcc: eve@example.com'],
    ['a\u0000b\u0085c\u2028d', 'a b c d'],
    ['  plain  text ', 'plain text'],
  ])('makes %j one line', (text, line) => expect(oneLine(text)).toBe(line))

  it('is cut where it becomes too long', () => expect(oneLine('x'.repeat(600))).toHaveLength(500))
})

describe('messageId', () => {
  it.each([
    ['https://wheel.example.com', '<0190@wheel.example.com>'],
    ['http://localhost:3000', '<0190@localhost>'],
    ['http://10.0.0.5:3000', '<0190@[10.0.0.5]>'],
    ['http://[::1]:3000', '<0190@[::1]>'],
  ])('of %s', (base, id) => expect(messageId('0190', base)).toBe(id))
})
