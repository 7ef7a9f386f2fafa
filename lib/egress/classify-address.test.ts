import { describe, expect, it } from 'vitest'
import { classifyAddress } from './classify-address'

describe('classifyAddress', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['1.0.0.1', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['100.63.255.255', 'public'],
    ['100.128.0.0', 'public'],
    ['169.253.255.255', 'public'],
    ['2606:4700:4700::1111', 'public'],
    ['2a00:1450:4001:80b::200e', 'public'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.0', 'private'],
    ['192.168.255.255', 'private'],
    ['100.64.0.0', 'private'],
    ['100.127.255.255', 'private'],
    ['127.0.0.1', 'private'],
    ['127.255.255.255', 'private'],
    ['::1', 'private'],
    ['fc00::', 'private'],
    ['fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'private'],
    ['0.0.0.0', 'forbidden'],
    ['0.1.2.3', 'forbidden'],
    ['169.254.0.0', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['169.254.255.255', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['192.0.0.1', 'forbidden'],
    ['192.0.0.192', 'forbidden'],
    ['192.0.2.1', 'forbidden'],
    ['198.18.0.1', 'forbidden'],
    ['198.51.100.1', 'forbidden'],
    ['203.0.113.1', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['239.255.255.255', 'forbidden'],
    ['240.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['::', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['febf::1', 'forbidden'],
    ['fec0::1', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['fd20:ce::254', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['100::1', 'forbidden'],
    ['2001:db8::1', 'forbidden'],
    ['2001:2::1', 'forbidden'],
    ['3fff::1', 'forbidden'],
    ['5f00::1', 'forbidden'],
    ['4000::1', 'forbidden'],
    ['e000::1', 'forbidden'],
    ['::ffff:8.8.8.8', 'forbidden'],
    ['::8.8.8.8', 'forbidden'],
    ['::ffff:0:8.8.8.8', 'forbidden'],
    ['64:ff9b::808:808', 'forbidden'],
    ['64:ff9b:1::808:808', 'forbidden'],
    ['2002:808:808::1', 'forbidden'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'forbidden'],
    ['2a00:1450::5efe:8.8.8.8', 'forbidden'],
    ['fd00::200:5efe:a00:1', 'forbidden'],
    // Not canonical, or no address at all: whoever asks must have parsed it before.
    ['127.1', 'forbidden'],
    ['0x7f000001', 'forbidden'],
    ['localhost', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['2606:4700:4700::1111%eth0', 'forbidden'],
    ['', 'forbidden'],
  ])('%s is %s', (address, kind) => {
    expect(classifyAddress(address).kind).toBe(kind)
  })

  it('says why in words that name the way out', () => {
    expect(classifyAddress('169.254.169.254')).toMatchObject({
      why: 'is link-local, where clouds hand out credentials',
    })
    expect(classifyAddress('::ffff:10.0.0.1')).toMatchObject({
      why: 'is an IPv4 address in IPv6 clothes; write the IPv4 address itself',
    })
  })
})
