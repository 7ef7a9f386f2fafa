import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ProbeError } from '@/lib/probes/probe-context'
import { type ResolvedTarget, type TargetKind, targetKinds } from '@/lib/systems/target-address'
import { CouldNotLook } from '../could-not-look'
import type { AnyCheckDefinition, CheckIo, Judgement } from '../define-check'
import { evaluateCheck } from '../evaluate'
import { verdicts } from '../verdict'
import { checkKinds, findCheckKind } from './index'

// The contract that every kind of check keeps, whoever wrote it.

const promised = [
  'http.status',
  'http.body',
  'http.latency',
  'tcp.open',
  'dns.resolve',
  'tls.expiry',
  'tls.chain',
  'pg.up',
  'pg.version',
  'pg.connections',
  'pg.idle_in_transaction',
  'pg.long_transaction',
  'pg.xmin_horizon',
  'pg.wraparound',
  'pg.autovacuum_off',
  'pg.autovacuum_due',
  'pg.dead_tuples',
  'pg.never_vacuumed',
  'pg.stale_stats',
  'pg.stats_age',
  'pg.invalid_indexes',
  'pg.sequence_exhaustion',
  'pg.settings_risky',
  'pg.db_size_growth',
  'pg.settings_drift',
  'pg.extensions_outdated',
  'pg.superusers',
  'pg.schema_drift',
  'host.disk_free',
  'host.inodes',
  'host.memory',
  'host.fd_system',
  'host.reboot_required',
  'host.packages',
  'sec.open_ports',
  'sec.cron_new',
  'bk.age',
  'bk.size',
  'al.scheduler_lag',
  'al.unknown_rate',
]

type Defaults = Pick<AnyCheckDefinition, 'intervalSeconds' | 'failAfter' | 'severity'>

const pick = ({ intervalSeconds, failAfter, severity }: Defaults): Defaults => ({
  intervalSeconds,
  failAfter,
  severity,
})

/** What asks over the network whether something answers: a blip is no news, the second one in a minute is. */
const overNetwork = /^(http|tcp|dns|tls)\.|^pg\.up$/

/** The defaults of the domain: every minute and twice for the network, every five minutes and once for facts. */
const usual = (kind: string): Defaults => ({
  intervalSeconds: overNetwork.test(kind) ? 60 : 300,
  failAfter: overNetwork.test(kind) ? 2 : 1,
  severity: { warn: 'medium', fail: 'high' },
})

const hour = 3_600
const weekly = 'weekly tier: it changes with a release, hourly is often enough to see the cause'

/** Every kind that differs from its family, with one reason for each value in which it does. */
const deviations: Readonly<Record<string, Partial<Defaults> & { reasons: readonly string[] }>> = {
  'tls.expiry': { intervalSeconds: hour, reasons: ['daily tier: certificates end in days, not minutes'] },
  'tls.chain': {
    intervalSeconds: hour,
    reasons: ['daily tier: a chain changes when a certificate is renewed'],
  },
  'pg.version': { intervalSeconds: 6 * hour, reasons: ['monthly tier: it changes with an upgrade'] },
  'pg.wraparound': {
    severity: { warn: 'high', fail: 'critical' },
    reasons: ['at its end the server refuses every write, and the way back takes hours'],
  },
  'pg.autovacuum_due': {
    intervalSeconds: hour / 2,
    failAfter: 2,
    reasons: [
      'a table that has just become due gets its turn first',
      'due at two looks is late, at one it is normal',
    ],
  },
  'pg.never_vacuumed': {
    intervalSeconds: hour,
    severity: { warn: 'medium', fail: 'medium' },
    reasons: [weekly, 'what it costs is reported by pg.dead_tuples and pg.wraparound'],
  },
  'pg.stale_stats': { intervalSeconds: hour, reasons: [weekly] },
  'pg.stats_age': {
    severity: { warn: 'low', fail: 'low' },
    reasons: ['harms nobody: it says how far other answers can be trusted'],
  },
  'pg.invalid_indexes': { intervalSeconds: hour, reasons: [weekly] },
  'pg.sequence_exhaustion': { intervalSeconds: hour, reasons: [weekly] },
  'pg.settings_risky': {
    intervalSeconds: hour,
    severity: { warn: 'critical', fail: 'critical' },
    reasons: [weekly, 'fsync, full_page_writes, zero_damaged_pages: data loss or corruption'],
  },
  'pg.db_size_growth': { intervalSeconds: hour, reasons: ['growth is judged over days'] },
  'pg.largest_tables': { intervalSeconds: 6 * hour, reasons: ['weekly, but a trend needs several a day'] },
  'pg.extensions_outdated': {
    intervalSeconds: hour,
    severity: { warn: 'low', fail: 'low' },
    reasons: [weekly, 'an old extension works; what it lacks is in its release notes'],
  },
  'pg.schema_drift': {
    intervalSeconds: hour,
    reasons: ['weekly tier: it reads every object of the catalogue, hourly is often enough'],
  },
  'host.packages': {
    intervalSeconds: hour,
    failAfter: 2,
    reasons: [weekly, 'packages are half installed while somebody installs them'],
  },
  'bk.age': {
    intervalSeconds: hour,
    severity: { warn: 'medium', fail: 'critical' },
    reasons: ['daily tier: backups come once a day', 'without a backup the next fault is data loss'],
  },
  'bk.size': {
    intervalSeconds: hour,
    severity: { warn: 'medium', fail: 'critical' },
    reasons: ['daily tier: backups come once a day', 'an empty backup is none: data loss'],
  },
  'al.unknown_rate': {
    failAfter: 2,
    reasons: ['the first look after an outage comes before the checks have caught up'],
  },
  'al.scheduler_lag': {
    intervalSeconds: 60,
    failAfter: 2,
    reasons: ['liveness of the product itself, as often as what it watches', 'one slow minute is no queue'],
  },
}

/** The instant at which the examples of all kinds are judged. */
const now = new Date('2026-11-23T10:00:00Z')

const targets: { [Kind in TargetKind]: ResolvedTarget } = {
  url: {
    kind: 'url',
    address: 'https://example.com/',
    config: { url: 'https://example.com/' },
    secret: null,
  },
  tcp: { kind: 'tcp', address: 'example.com:25', config: { host: 'example.com', port: 25 }, secret: null },
  tls: { kind: 'tls', address: 'example.com:443', config: { host: 'example.com', port: 443 }, secret: null },
  postgres: {
    kind: 'postgres',
    address: 'db.example.com:5432/app',
    config: { host: 'db.example.com', port: 5432, database: 'app', user: 'audit', tls: 'prefer' },
    secret: 'not-a-password',
  },
  host: { kind: 'host', address: 'this host', config: {}, secret: null },
  backup: { kind: 'backup', address: '/backups', config: { path: '/backups', pattern: '*' }, secret: null },
  self: { kind: 'self', address: 'this installation', config: {}, secret: null },
}

function ioFor(definition: AnyCheckDefinition, refusal: Error = new CouldNotLook('closed')): CheckIo {
  const [kind] = definition.targets
  if (!kind) throw new Error(`${definition.kind} has no target`)
  return {
    target: targets[kind],
    probe: {
      signal: new AbortController().signal,
      timeoutMs: definition.timeoutMs,
      egress: { allowPrivate: [], deniedEndpoints: [] },
    },
    now,
    postgres: () => Promise.reject(refusal),
    history: () => Promise.reject(refusal),
    engineFacts: () => Promise.reject(refusal),
  }
}

const judgeExample = (definition: AnyCheckDefinition, example: 'passing' | 'failing'): Judgement =>
  definition.judge(definition.examples[example], definition.config.parse({}), now)

it('knows every kind that was promised, once', () => {
  const kinds = checkKinds.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(promised.filter((kind) => !kinds.includes(kind))).toEqual([])
})

it('finds a kind by its id, and none by another word', () => {
  for (const definition of checkKinds) expect(findCheckKind(definition.kind)).toBe(definition)
  expect(findCheckKind('pg.nothing')).toBeUndefined()
})

it('excuses only kinds that exist', () => {
  expect(Object.keys(deviations).filter((kind) => !findCheckKind(kind))).toEqual([])
})

it.each(Object.entries(deviations))(
  'excuses %s only where it differs',
  (kind, { reasons: _reasons, ...own }) => {
    for (const [name, value] of Object.entries(own)) {
      expect(value, name).not.toEqual(usual(kind)[name as keyof Defaults])
    }
  },
)

describe.each(checkKinds.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (_kind, definition) => {
    it('says what it proves, what to do and what it must be allowed', () => {
      expect(definition.kind).toMatch(/^[a-z]+\.[a-z0-9_]+$/)
      expect(definition.title.length).toBeGreaterThan(3)
      expect(definition.proves).toMatch(/^[A-Z].*\.$/)
      expect(definition.remediation.length).toBeGreaterThan(60)
      expect(definition.privileges.length).toBeGreaterThan(3)
      expect(definition.thresholdSource.length).toBeGreaterThan(10)
      expect(definition.targets.length).toBeGreaterThan(0)
      for (const target of definition.targets) expect(targetKinds).toContain(target)
    })

    it('has the schedule and the severities of its family, or a reason not to', () => {
      const { reasons = [], ...own } = deviations[definition.kind] ?? {}
      expect(pick(definition)).toEqual({ ...usual(definition.kind), ...own })
      expect(definition.timeoutMs).toBeGreaterThanOrEqual(1_000)
      expect(definition.timeoutMs).toBeLessThan(definition.intervalSeconds * 1_000)
      expect(reasons).toHaveLength(Object.keys(own).length)
    })

    it('works with its default settings, which a form can be made of', () => {
      const defaults = definition.config.parse({})
      expect(definition.config.parse(defaults)).toEqual(defaults)
      const schema = z.toJSONSchema(definition.config, { io: 'input' })
      expect(schema.type).toBe('object')
      expect(schema.required ?? []).toEqual([])
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        expect(property, `${definition.kind} ${name} has no description`).toHaveProperty('description')
      }
    })

    it('refuses a setting that it does not know', () => {
      expect(definition.config.safeParse({ noSuchSetting: 1 }).success).toBe(false)
    })

    it.each(['passing', 'failing'] as const)('judges its %s example', (example) => {
      const judged = judgeExample(definition, example)
      if (example === 'passing') expect(judged.verdict).toBe('ok')
      else expect(['warn', 'fail']).toContain(judged.verdict)
      expect(judged.reason).toMatch(/^\S.*[.!?)]$/s)
      expect(JSON.parse(JSON.stringify(judged.evidence))).toEqual(judged.evidence)
      expect(JSON.stringify(judged.evidence).length).toBeLessThan(16_384)
      expect(judged.resources.length).toBeLessThanOrEqual(50)
      for (const { verdict } of judged.resources) expect(verdicts).toContain(verdict)
    })

    it('judges the same facts in the same way twice', () => {
      expect(judgeExample(definition, 'failing')).toEqual(judgeExample(definition, 'failing'))
    })

    it.each([
      new CouldNotLook('The role may not see this. GRANT pg_monitor TO audit'),
      new ProbeError('timeout', 'The server did not answer in time.'),
      new TypeError('undefined is not a function'),
    ])('is unknown when looking ends with %s', async (error) => {
      const broken = { ...definition, collect: () => Promise.reject(error) }
      const judged = await evaluateCheck(broken, {}, ioFor(definition))
      expect(judged.verdict).toBe('unknown')
      expect(judged.value).toBeNull()
      if (!(error instanceof TypeError)) expect(judged.reason).toBe(error.message)
    })
  },
)

const inside = checkKinds.filter(({ targets: asked }) =>
  asked.some((kind) => kind === 'postgres' || kind === 'self'),
)

describe.each(
  inside
    .filter(({ targets: asked }) => !asked.includes('tcp'))
    .map((definition) => [definition.kind, definition] as const),
)('%s in front of a closed door', (_kind, definition) => {
  it('never says ok', async () => {
    const refusal = new ProbeError('privilege', 'permission denied', '42501')
    const io = ioFor(definition, refusal)
    const target = definition.targets.includes('postgres') ? targets.postgres : io.target
    const judged = await evaluateCheck(definition, {}, { ...io, target })
    expect(['unknown', 'fail', 'warn']).toContain(judged.verdict)
  })
})
