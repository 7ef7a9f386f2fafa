import { describe, expect, it } from 'vitest'
import { isInRange, privateRange, suggestRange } from './address-range'

describe('privateRange', () => {
  it.each([
    ['10.1.2.0/24', '10.1.2.0/24'],
    ['10.1.2.77/24', '10.1.2.0/24'],
    [' 192.168.1.5 ', '192.168.1.5/32'],
    ['172.16.0.0/12', '172.16.0.0/12'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['127.0.0.1', '127.0.0.1/32'],
    ['100.64.0.0/10', '100.64.0.0/10'],
    ['fd00:1::/64', 'fd00:1::/64'],
    ['fd00:1::5', 'fd00:1::5/128'],
    ['::1', '::1/128'],
  ])('%s opens %s', (text, cidr) => {
    expect(privateRange(text)).toBe(cidr)
  })

  it.each([
    '0.0.0.0/0',
    '10.0.0.0/7',
    '8.8.8.8',
    '8.8.8.0/24',
    '169.254.0.0/16',
    '169.254.169.254/32',
    'fe80::/10',
    '::/0',
    '::ffff:10.0.0.0/104',
    '172.16.0.0/11',
    '192.168.0.0/15',
    '224.0.0.0/4',
  ])('%s may not be opened', (text) => {
    expect(() => privateRange(text)).toThrow(/is not a private range/)
  })

  it.each([
    '',
    'ten',
    '10.1.2.0/33',
    '10.1.2',
    '10.1.2/24',
    '0x0a.1.2.3',
    '010.1.2.0/24',
    '10.1.2.0/24/8',
    'localhost',
    '10.1.2.0/',
  ])('"%s" is no range', (text) => {
    expect(() => privateRange(text)).toThrow(/is not a range of addresses/)
  })
})

describe('suggestRange', () => {
  it.each([
    ['10.1.2.3', '10.1.2.0/24'],
    ['192.168.255.255', '192.168.255.0/24'],
    ['127.0.0.1', '127.0.0.1/32'],
    ['::1', '127.0.0.1/32'],
    ['fd00:1:2:3:4::5', 'fd00:1:2:3::/64'],
  ])('%s is opened by %s', (address, cidr) => {
    expect(suggestRange(address)).toBe(cidr)
    expect(privateRange(suggestRange(address))).toBe(cidr)
  })
})

describe('isInRange', () => {
  it('compares within one family only', () => {
    expect(isInRange('10.1.2.3', '10.1.2.0/24')).toBe(true)
    expect(isInRange('10.1.3.3', '10.1.2.0/24')).toBe(false)
    expect(isInRange('fd00::1', '10.1.2.0/24')).toBe(false)
    expect(isInRange('10.1.2.3', 'fc00::/7')).toBe(false)
  })
})
