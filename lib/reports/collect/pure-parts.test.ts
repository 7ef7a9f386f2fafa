import { describe, expect, it } from 'vitest'
import type { StoredForecast } from '@/lib/capacity/stored-forecast'
import type { DecisionFact, DecisionKind } from '../decision-fact'
import { backupFacts } from './backup-facts'
import { capacityFacts } from './capacity-facts'
import { capacityDecisions, decideBy, decisionsKept, rankDecisions } from './decision-facts'
import { downSeconds } from './down-seconds'
import { expiringCertificates, expiringFacts } from './expiring-facts'
import { namedAsOf } from './named-as-of'
import type { ScopeSystem } from './scope-store'
import { median } from './score-facts'
import { teamFacts } from './team-facts'
import { shares } from './upcoming-facts'

const asOf = new Date('2026-11-23T00:00:00Z')
const days = (count: number) => new Date(asOf.getTime() + count * 86_400_000)

const system = (over: Partial<ScopeSystem> = {}): ScopeSystem => ({
  id: 'orders',
  name: 'orders-db',
  kind: 'database',
  criticality: 'critical',
  teamId: 'payments',
  team: 'Payments',
  ownerId: 'olga',
  owner: 'Olga',
  rpoMinutes: 1_440,
  createdAt: days(-100),
  ...over,
})

describe('seconds in which nobody was at work', () => {
  const span = (from: number, to: number) => ({ from: days(from), to: days(to) })
  it.each([
    ['no worker at all', [], 86_400],
    ['all the time', [span(-5, 5)], 0],
    ['a gap in the middle', [span(-5, -0.75), span(-0.25, 5)], 43_200],
    ['two workers, one through the gap of the other', [span(-5, -0.75), span(-0.8, 5)], 0],
    ['a short one inside a long one', [span(-5, 5), span(-0.6, -0.5)], 0],
    ['it died', [span(-5, -0.5)], 43_200],
    ['a restart of a minute', [span(-5, -0.5), span(-0.5 + 60 / 86_400, 5)], 0],
    ['before and after only', [span(-5, -2), span(1, 5)], 86_400],
  ])('%s', (_name, spans, seconds) => {
    expect(downSeconds(spans, days(-1), asOf)).toBe(seconds)
  })
})

describe('decisions', () => {
  const decision = (kind: DecisionKind, severity: DecisionFact['severity'], id: string): DecisionFact => ({
    kind,
    id,
    number: null,
    title: id,
    severity,
    person: null,
    by: days(7).toISOString(),
    since: days(-1).toISOString(),
    href: '/',
    systemId: 'orders',
    system: 'orders-db',
  })

  it.each([
    ['nothing of its own', null, 7],
    ['a date far ahead', days(30).toISOString(), 7],
    ['a date within the week', days(3).toISOString(), 3],
    ['a date that has passed', days(-3).toISOString(), 1],
  ])('are to be made by: %s', (_name, until, expected) => {
    expect(decideBy(until, asOf)).toBe(days(expected).toISOString())
  })

  it('of one kind do not fill the first page while others wait', () => {
    const overdue = Array.from({ length: 60 }, (_, index) =>
      decision('overdue-finding', 'critical', `f${index}`),
    )
    const ranked = rankDecisions([
      decision('sign-review', null, 'review'),
      ...overdue,
      decision('capacity', null, 'disk'),
    ])
    expect(ranked.slice(0, 5).map(({ kind }) => kind)).toEqual([
      'overdue-finding',
      'overdue-finding',
      'overdue-finding',
      'capacity',
      'sign-review',
    ])
    expect(ranked).toHaveLength(decisionsKept)
    expect(new Set(ranked.map(({ id }) => id)).size).toBe(decisionsKept)
  })

  it('of one kind fill it when there are no others', () => {
    const ranked = rankDecisions(
      Array.from({ length: 7 }, (_, index) => decision('unowned-finding', 'high', `f${index}`)),
    )
    expect(ranked.map(({ id }) => id)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6'])
  })
})

const forecast = (over: Partial<StoredForecast> = {}): StoredForecast => ({
  checkId: 'check',
  key: '/var',
  systemId: 'orders',
  systemName: 'orders-db',
  computedAt: days(-1),
  resource: '/var',
  measure: 'disk',
  status: 'reaches',
  value: 80,
  unit: '%',
  limit: 90,
  limitLabel: 'critical',
  direction: 'up',
  growthPerWeek: 1,
  earliest: days(20),
  middle: days(30),
  latest: days(40),
  historyDays: 90,
  neededDays: 14,
  method: 'm',
  explanation: '',
  ...over,
})

describe('capacity', () => {
  it.each([
    ['within 90 days', forecast(), 1, 1],
    ['beyond', forecast({ earliest: days(91) }), 1, 0],
    ['at its limit', forecast({ status: 'reached', earliest: null }), 1, 1],
    ['a certificate is no room', forecast({ measure: 'certificate' }), 0, 0],
    ['without a limit it is not watched', forecast({ limit: null, status: 'no-data' }), 0, 0],
    ['steady', forecast({ status: 'steady', earliest: null }), 1, 0],
  ])('%s', (_name, each, watched, near) => {
    expect(capacityFacts([each], asOf)).toMatchObject({ watched, near })
  })

  it('asks for a decision within a month, unless somebody works on it', () => {
    const options = { asOf, zone: 'UTC', ownerOf: () => 'Olga' }
    expect(capacityDecisions([forecast()], () => false, options)).toMatchObject([
      { kind: 'capacity', title: '/var may reach its limit from Sun 13 Dec on', person: 'Olga' },
    ])
    expect(capacityDecisions([forecast()], () => true, options)).toEqual([])
    expect(capacityDecisions([forecast({ earliest: days(31) })], () => false, options)).toEqual([])
  })
})

describe('backups', () => {
  const value = (hours: number | null) => ({
    systemId: 'orders',
    checkId: 'c',
    address: '/backups',
    rpoHours: null,
    at: hours === null ? null : asOf,
    value: hours,
  })
  const source = (daysAgo: number | null) => ({
    systemId: 'orders',
    hasSource: true,
    proofAt: daysAgo === null ? null : days(-daysAgo),
    proofLevel: daysAgo === null ? null : ('queried' as const),
  })
  const options = { asOf, thresholds: { daysCritical: 35 } }
  it.each([
    ['fresh and proven', source(10), [value(5)], 'ok'],
    ['older than agreed', source(10), [value(25)], 'late'],
    ['one of two is older than agreed', source(10), [value(5), value(25)], 'late'],
    ['never restored', source(null), [value(5)], 'never-proven'],
    ['restored too long ago', source(36), [value(5)], 'unproven'],
    ['restored, and nobody knows how old the newest is', source(10), [value(5), value(null)], 'unknown'],
    ['no check of its age', source(10), [], 'unknown'],
  ])('%s', (_name, from, ages, state) => {
    expect(backupFacts([system()], [from], ages, options).facts.rows[0]?.state).toBe(state)
  })

  it.each([
    // A weekly archive is not late by what was agreed of the nightly dump.
    [
      'each within its own objective',
      [5, 24],
      [100, 168],
      { backupAgeHours: 100, objectiveHours: 168, state: 'ok' },
    ],
    ['one beyond its own', [30, 24], [100, 168], { backupAgeHours: 30, objectiveHours: 24, state: 'late' }],
    ['one without any', [5, 24], [400, null], { backupAgeHours: 5, objectiveHours: 24, state: 'ok' }],
    ['one not known', [5, 24], [null, 168], { backupAgeHours: null, objectiveHours: 24, state: 'unknown' }],
  ] as const)('two with objectives of their own: %s', (_name, one, other, row) => {
    const ages = [one, other].map(([hours, rpoHours]) => ({ ...value(hours), rpoHours }))
    const { facts } = backupFacts([system({ rpoMinutes: null })], [source(10)], ages, options)
    expect(facts.rows[0]).toMatchObject(row)
  })

  it('a database without any source is missing one, a web service is not', () => {
    const none = { ...source(null), hasSource: false }
    expect(backupFacts([system()], [none], [], options).facts).toMatchObject({ claimed: 0, without: 1 })
    expect(backupFacts([system({ kind: 'web-service' })], [none], [], options).facts).toMatchObject({
      claimed: 0,
      without: 0,
      rows: [],
    })
  })
})

it('a certificate counts from when its days were counted', () => {
  const value = {
    systemId: 'orders',
    checkId: 'c',
    address: 'shop.example.com:443',
    rpoHours: null,
    at: days(-1),
    value: 3,
  }
  expect(expiringCertificates([value], [system()], days(30))).toMatchObject([
    { at: days(2).toISOString(), title: 'shop.example.com:443', system: 'orders-db' },
  ])
  expect(expiringCertificates([{ ...value, value: 40 }], [system()], days(30))).toEqual([])
  expect(expiringCertificates([{ ...value, at: null, value: null }], [system()], days(30))).toEqual([])
})

it('a certificate that nobody could read is counted, and what ends later is known to have an end', () => {
  const value = {
    systemId: 'orders',
    checkId: 'c',
    address: 'a:443',
    rpoHours: null,
    at: days(-1),
    value: 80,
  }
  const values = [value, { ...value, at: null, value: null }]
  const facts = expiringFacts(values, [], { items: [], dated: 2 }, { items: [], dated: 5, total: 0 })
  expect(facts).toEqual({ certificates: { watched: 2, unread: 1 }, dated: 7, total: 0, items: [] })
})

it.each([
  [[], null],
  [[3], 3],
  [[1, 9, 5], 5],
  [[1, 2, 10, 20], 6],
])('the middle of %j is %s', (values, expected) => {
  expect(median(values)).toBe(expected)
})

it('several lists share a few lines, so that a long one hides no other', () => {
  expect(shares([['a'], ['b', 'c', 'd', 'e', 'f'], ['g', 'h']], 5)).toEqual(['a', 'b', 'c', 'g', 'h'])
  expect(shares([['a'], []], 5)).toEqual(['a'])
})

it('systems are called as they were called then, wherever they stand', () => {
  const facts = { rows: [{ systemId: 'a', system: 'new name', other: [{ systemId: 'b', system: 'kept' }] }] }
  expect(namedAsOf(facts, new Map([['a', 'old name']]))).toEqual({
    rows: [{ systemId: 'a', system: 'old name', other: [{ systemId: 'b', system: 'kept' }] }],
  })
})

it('teams count their own, and what belongs to nobody comes last', () => {
  const systems = [system(), system({ id: 'free', teamId: null, team: null }), system({ id: 'two' })]
  const none = { scores: [], flags: [], findings: [], maintenance: [], alerts: [] }
  const [payments, nobody] = teamFacts(systems, {
    ...none,
    maintenance: [
      { systemId: 'orders', due: 3, onTime: 1 },
      { systemId: 'two', due: 1, onTime: 1 },
    ],
    proofs: [
      { systemId: 'orders', days: 12.7 },
      { systemId: 'free', days: null },
    ],
  })
  expect(payments).toMatchObject({
    name: 'Payments',
    systems: 2,
    onTimePercent: 50,
    oldestProofDays: 12,
    neverProven: 0,
  })
  expect(nobody).toMatchObject({
    id: null,
    systems: 1,
    onTimePercent: null,
    oldestProofDays: null,
    neverProven: 1,
  })
})
