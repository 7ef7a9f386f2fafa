import type { Json } from '@/lib/json'
import type { TargetKind } from '@/lib/systems/target-address'

/** A target with the kinds asked of it; a profile always adds up to twenty checks. */
export interface ProfileTarget {
  kind: TargetKind
  address: string
  config: Json
  checks: readonly string[]
}

const ofPostgres = [
  'pg.up',
  'pg.connections',
  'pg.version',
  'pg.idle_in_transaction',
  'pg.long_transaction',
  'pg.xmin_horizon',
  'pg.wraparound',
  'pg.autovacuum_off',
  'pg.autovacuum_due',
  'pg.dead_tuples',
  'pg.never_vacuumed',
  'pg.stale_stats',
  'pg.settings_drift',
  'pg.schema_drift',
  'pg.sequence_exhaustion',
  'pg.settings_risky',
  'pg.db_size_growth',
]
const ofUrl = ['http.status', 'http.latency', 'http.body', 'dns.resolve']
const ofTls = ['tls.expiry', 'tls.chain', 'tcp.open']
const ofBackup = ['bk.age', 'bk.size']

export type SeedSystemKind = 'database' | 'web-service' | 'pipeline' | 'backup' | 'other'

/** Names end in .invalid (RFC 2606): whatever runs these checks reaches nobody. */
export function profileTargets(kind: SeedSystemKind, slug: string): ProfileTarget[] {
  const database = (checks: readonly string[]): ProfileTarget => ({
    kind: 'postgres',
    address: `postgresql://audit@db.${slug}.invalid:5432/${slug.replaceAll('-', '_')}`,
    config: {
      host: `db.${slug}.invalid`,
      port: 5432,
      database: slug.replaceAll('-', '_'),
      user: 'audit',
      tls: 'prefer',
    },
    checks,
  })
  const url = (path: string): ProfileTarget => ({
    kind: 'url',
    address: `https://${slug}.invalid${path}`,
    config: { url: `https://${slug}.invalid${path}` },
    checks: ofUrl,
  })
  const tls: ProfileTarget = {
    kind: 'tls',
    address: `${slug}.invalid:443`,
    config: { host: `${slug}.invalid`, port: 443 },
    checks: ofTls,
  }
  const port: ProfileTarget = {
    kind: 'tcp',
    address: `db.${slug}.invalid:6432`,
    config: { host: `db.${slug}.invalid`, port: 6432 },
    checks: ['tcp.open'],
  }
  const backup: ProfileTarget = {
    kind: 'backup',
    address: `/var/backups/${slug}/*.dump`,
    config: { path: `/var/backups/${slug}`, pattern: '*.dump' },
    checks: ofBackup,
  }
  if (kind === 'database') return [database(ofPostgres), port, backup]
  if (kind === 'web-service') return [url('/'), url('/health'), tls, database(ofPostgres.slice(0, 9))]
  return [url('/'), tls, database(ofPostgres.slice(0, 11)), backup]
}
