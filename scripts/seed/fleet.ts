import { runRetention } from '@/lib/checks/run-retention'
import type { Verdict } from '@/lib/checks/verdict'
import type { Json } from '@/lib/json'
import { judgementFor, type SeedKind, seedKinds, seriesOf } from './kinds-in-numbers'
import { profileTargets, type SeedSystemKind } from './profiles'
import type { Random } from './random'

export interface SeedPerson {
  id: string
  email: string
  name: string
  role: 'viewer' | 'maintainer' | 'manager' | 'admin'
}

export interface SeedSystem {
  id: string
  name: string
  kind: SeedSystemKind
  environment: string
  criticality: string
  ownerId: string | null
  backupOwnerId: string | null
  teamId: string
  rpoMinutes: number | null
  tags: string[]
  createdAt: Date
}

export interface SeedTarget {
  id: string
  systemId: string
  kind: string
  address: string
  config: Json
  createdAt: Date
}

export interface SeedCheck {
  id: string
  seriesId: string
  system: SeedSystem
  target: SeedTarget
  kind: SeedKind
  verdict: Verdict
  /** Since when it is in this state. */
  since: Date
  finishedAt: Date
  intervalSeconds: number
  retention: string
  isPaused: boolean
  base: number
  unit: string
}

export interface Fleet {
  now: Date
  people: SeedPerson[]
  teams: { id: string; name: string }[]
  systems: SeedSystem[]
  targets: SeedTarget[]
  checks: SeedCheck[]
}

const day = 86_400_000
const given = [
  'Ada',
  'Ben',
  'Chidi',
  'Dora',
  'Emeka',
  'Farah',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Kaya',
  'Liam',
  'Mei',
  'Nadia',
  'Omar',
  'Petra',
  'Quentin',
  'Rosa',
  'Sven',
  'Tala',
]
const family = [
  'Archer',
  'Brandt',
  'Castillo',
  'Dube',
  'Ekström',
  'Fontaine',
  'Grauer',
  'Haddad',
  'Ito',
  'Jansen',
]
const teamNames = [
  'Payments',
  'Storefront',
  'Logistics',
  'Data platform',
  'Identity',
  'Support tools',
  'Finance',
  'Infrastructure',
]
const things = [
  'orders',
  'catalogue',
  'invoices',
  'sessions',
  'search',
  'stock',
  'shipping',
  'returns',
  'ledger',
  'tickets',
  'pricing',
  'media',
  'reports',
  'billing',
  'accounts',
  'loyalty',
  'routing',
  'quotes',
  'archive',
  'events',
]
const places = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1']
const roles: Readonly<Record<SeedSystemKind, string>> = {
  database: 'db',
  'web-service': 'web',
  pipeline: 'pipeline',
  backup: 'vault',
  other: 'service',
}

/** Builds everything but history, in memory. The same seed and time give the same fleet. */
export function buildFleet(count: number, random: Random, now: Date): Fleet {
  const begin = new Date(now.getTime() - 120 * day)
  const people = Array.from({ length: 24 }, (_none, index) => buildPerson(index, random, begin))
  const teams = teamNames.map((name) => ({ id: random.id(begin), name }))
  const fleet: Fleet = { now, people, teams, systems: [], targets: [], checks: [] }
  const kinds = seedKinds()
  for (let index = 0; index < count; index++) addSystem(fleet, index, random, kinds)
  return fleet
}

function buildPerson(index: number, random: Random, begin: Date): SeedPerson {
  const name = `${given[index % given.length]} ${family[(index * 7) % family.length]}`
  const role = index === 0 ? 'admin' : random.weighted({ viewer: 2, maintainer: 6, manager: 2 })
  const email = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replace(' ', '.')}.${index}@example.invalid`
  return { id: random.id(begin), email, name, role }
}

function addSystem(fleet: Fleet, index: number, random: Random, kinds: ReadonlyMap<string, SeedKind>): void {
  const kind = random.weighted({ database: 35, 'web-service': 45, pipeline: 6, backup: 6, other: 8 })
  const slug = `${random.pick(things)}-${roles[kind]}-${index + 1}`
  const createdAt = new Date(fleet.now.getTime() - random.between(95, 120) * day)
  const owners = fleet.people.filter(({ role }) => role !== 'viewer')
  const criticality = random.weighted({ critical: 12, high: 28, medium: 40, low: 20 })
  const system: SeedSystem = {
    id: random.id(createdAt),
    name: `${slug} ${random.pick(places)}`,
    kind,
    environment: random.weighted({ production: 70, staging: 20, development: 10 }),
    criticality,
    ownerId: random.chance(0.94) ? random.pick(owners).id : null,
    backupOwnerId: random.chance(0.6) ? random.pick(owners).id : null,
    teamId: random.pick(fleet.teams).id,
    rpoMinutes: criticality === 'critical' ? 60 : null,
    tags: [random.pick(['pci', 'internal', 'customer', 'batch'])],
    createdAt,
  }
  fleet.systems.push(system)
  // Trouble comes in heaps: most systems are quiet, a few have most of the findings.
  const trouble = random.weighted({ none: 62, some: 28, much: 10 })
  for (const { checks, ...profile } of profileTargets(kind, slug)) {
    const target: SeedTarget = { id: random.id(createdAt), systemId: system.id, createdAt, ...profile }
    fleet.targets.push(target)
    for (const id of checks) {
      const found = kinds.get(id)
      if (found) fleet.checks.push(buildCheck(fleet, system, target, found, trouble, random))
    }
  }
}

const states = {
  none: { ok: 985, 'not-applicable': 12, unknown: 3, warn: 0, fail: 0 },
  some: { ok: 890, 'not-applicable': 12, unknown: 13, warn: 65, fail: 20 },
  much: { ok: 680, 'not-applicable': 12, unknown: 58, warn: 140, fail: 110 },
} as const

function buildCheck(
  { now }: Fleet,
  system: SeedSystem,
  target: SeedTarget,
  kind: SeedKind,
  trouble: keyof typeof states,
  random: Random,
): SeedCheck {
  const verdict = random.weighted(states[trouble])
  // Every series has a value each hour, also of kinds that ask more rarely.
  const intervalSeconds = Math.min(kind.definition.intervalSeconds, 3_600)
  const age = verdict === 'ok' ? random.between(1, 90 * 24) : random.between(1, 40 * 24)
  const { unit, base } = seriesOf(kind)
  return {
    id: random.id(system.createdAt),
    seriesId: random.id(system.createdAt),
    system,
    target,
    kind,
    verdict,
    since: new Date(now.getTime() - age * 3_600_000),
    finishedAt: new Date(now.getTime() - random.between(0, intervalSeconds) * 1_000),
    intervalSeconds,
    retention: runRetention(intervalSeconds),
    isPaused: random.chance(0.004),
    base: base * (0.6 + random.next() * 0.8),
    unit,
  }
}

/** What a check shows now. */
export function judgementOf(check: SeedCheck) {
  return judgementFor(check.kind, check.verdict)
}
