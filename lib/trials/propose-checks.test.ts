import { describe, expect, test } from 'vitest'
import { graceSeconds } from '@/lib/checks/default-check'
import { checkKinds } from '@/lib/checks/kinds'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import { endpointOf, type PlainTarget, proposeChecks, systemKindOf } from './propose-checks'

const proposed = (address: string) => proposeChecks(recogniseAddress(address) as PlainTarget, checkKinds)
const kindsOf = (address: string) =>
  proposed(address).map(({ kind, checks }) => [kind, checks.map((check) => check.kind)])

describe('what is proposed for an address', () => {
  test('an https URL also has its certificate watched, and each kind is proposed once', () => {
    const targets = proposed('https://shop.example.com:8443/health')
    expect(targets.map(({ kind, address }) => [kind, address])).toEqual([
      ['url', 'https://shop.example.com:8443/health'],
      ['tls', 'shop.example.com:8443'],
    ])
    expect(targets[1]?.checks.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['tls.expiry', 'tls.chain']),
    )
    const kinds = targets.flatMap(({ checks }) => checks.map(({ kind }) => kind))
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds).toEqual(expect.arrayContaining(['http.status', 'http.latency', 'dns.resolve']))
  })

  test('an http URL has no certificate', () => {
    expect(proposed('http://shop.example.com/').map(({ kind }) => kind)).toEqual(['url'])
  })

  test.each([
    'http://10.1.2.3/',
    'postgres://a@10.1.2.3/x',
    'tcp://[2001:db8::1]:22',
    'postgres://a@localhost/x',
  ])('%s has no name to look up', (address) => {
    expect(kindsOf(address).flat(2)).not.toContain('dns.resolve')
  })

  test.each([
    ['postgres://audit@db.example.com/orders', 'postgres', ['pg.up', 'pg.wraparound', 'pg.autovacuum_off']],
    ['tcp://db.example.com:3306', 'tcp', ['tcp.open']],
    ['localhost', 'host', ['host.disk_free', 'host.inodes', 'host.memory']],
    ['/var/backups/orders', 'backup', ['bk.age', 'bk.size']],
  ])('%s', (address, kind, kinds) => {
    const [target] = proposed(address)
    expect(target?.kind).toBe(kind)
    expect(target?.checks.map((check) => check.kind)).toEqual(expect.arrayContaining(kinds))
    expect(
      proposed(address)
        .flatMap(({ checks }) => checks.map((check) => check.kind))
        .some((each) => each.startsWith('al.')),
    ).toBe(false)
  })

  test('each check brings the schedule, settings and remediation of its kind', () => {
    for (const check of proposed('postgres://audit@db.example.com/orders').flatMap(({ checks }) => checks)) {
      const definition = checkKinds.find(({ kind }) => kind === check.kind)
      expect(check).toMatchObject({
        intervalSeconds: definition?.intervalSeconds,
        timeoutMs: definition?.timeoutMs,
        failAfter: definition?.failAfter,
        okAfter: 2,
        ticked: definition?.proposed,
      })
      expect(definition?.config.safeParse(check.config).success).toBe(true)
      expect(check.remediation.length).toBeGreaterThan(20)
    }
  })
})

test.each([
  [10, 300],
  [1_500, 300],
  [1_501, 301],
  [86_400, 17_280],
])('every %i s has a grace of %i s', (interval, grace) => {
  expect(graceSeconds(interval)).toBe(grace)
})

test.each([
  ['https://shop.example.com/', { host: 'shop.example.com', port: 443 }],
  ['http://[2001:db8::1]/', { host: '2001:db8::1', port: 80 }],
  ['https://shop.example.com:8443/', { host: 'shop.example.com', port: 8443 }],
  ['postgres://a@db.example.com:6432/x', { host: 'db.example.com', port: 6432 }],
  ['/var/backups/orders', null],
  ['localhost', null],
])('%s is reached at %j', (address, endpoint) => {
  expect(endpointOf(recogniseAddress(address) as PlainTarget)).toEqual(endpoint)
})

test('every kind of address makes a kind of system', () => {
  for (const address of [
    'https://a.example.com',
    'tls://a.example.com:465',
    'tcp://a.example.com:22',
    'postgres://a@b/c',
    'localhost',
    '/var/backups',
  ]) {
    expect(systemKindOf[recogniseAddress(address).kind]).toMatch(/^(web-service|database|host|backup|other)$/)
  }
})
