import { describe, expect, it } from 'vitest'
import { addressPrefix, clientAddress } from './client-address'

describe('clientAddress', () => {
  const proxies = ['10.0.0.0/8', 'fd00::/8', '127.0.0.1']
  it.each<[string, string | null, string | null, readonly string[], string | null]>([
    ['no proxy is trusted by default', '203.0.113.9', '1.2.3.4', [], '203.0.113.9'],
    ['a stranger cannot name another address', '203.0.113.9', '1.2.3.4', proxies, '203.0.113.9'],
    ['a trusted proxy is believed', '10.0.0.2', '198.51.100.7', proxies, '198.51.100.7'],
    ['what the client put in front is not', '10.0.0.2', '6.6.6.6, 198.51.100.7', proxies, '198.51.100.7'],
    ['through two trusted proxies', '10.0.0.2', '198.51.100.7, 10.0.0.3', proxies, '198.51.100.7'],
    ['garbage ends the walk', '10.0.0.2', '198.51.100.7, unknown', proxies, '10.0.0.2'],
    ['nothing forwarded', '10.0.0.2', null, proxies, '10.0.0.2'],
    ['a single trusted address', '127.0.0.1', '2001:db8::1', proxies, '2001:db8::1'],
    ['IPv4 inside IPv6', '::ffff:10.0.0.2', '::ffff:198.51.100.7', proxies, '198.51.100.7'],
    ['brackets, port and zone', 'fd00::1%eth0', '[2001:db8::9]:4711', proxies, '2001:db8::9'],
    ['no connection known', null, '1.2.3.4', proxies, null],
  ])('%s', (_name, peer, forwarded, trusted, expected) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(expected)
  })
})

describe('addressPrefix', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ])('%s counts as %s', (address, prefix) => {
    expect(addressPrefix(address)).toBe(prefix)
  })
})
