import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chanceOf, dayMs, seriesStart } from '@/lib/capacity/testing/seeded-series'
import { disconnect, sql, useDatabase } from '@/lib/db/database'
import { createPartitions } from '@/lib/engine/duties/partitions'
import { withConnection } from '@/scripts/database/connection'
import { startHaltablePostgres } from '@/scripts/database/throw-away-postgres'
import { projectRoot } from '@/scripts/project-root'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { addTestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import {
  createLiving,
  databaseLives,
  type LivingDatabase,
  openSessions,
  spendTransactions,
} from './support/recorded-database'
import { mountVolume, type Volume, volumeLives } from './support/recorded-volume'

// node scripts/run.mjs bench/record-series.ts: records what the product's own engine measures of real volumes, real
// databases and this machine, while half a year goes by in minutes. As root on Linux, because it mounts volumes.
// Writes lib/capacity/testing/recorded-series.json; docs/capacity.md says what is in it.

const days = 182
/** Each way of living is lived twice, with different days. */
const copies = [1, 2]
const seed = 20_261

interface Recorded {
  name: string
  unit: string
  /** One a day, from the first day on; null where the engine stored none. */
  values: (number | null)[]
}

interface Place {
  folder: string
  server: AuditedPostgres
  volumes: { name: string; life: string; volume: Volume }[]
  databases: { name: string; living: LivingDatabase }[]
  checks: { checkId: string; name: string; kind: string }[]
}

const keysOf: Readonly<Record<string, (key: string) => boolean>> = {
  'pg.db_size_growth': (key) => key === 'size',
  'pg.wraparound': (key) => key === 'transactions',
  'host.disk_free': (key) => key.startsWith('/'),
}

async function main(): Promise<void> {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  process.env.LOG_LEVEL ??= 'silent'
  const postgres = await startHaltablePostgres()
  const url = new URL(postgres.url)
  url.pathname = `/${postgres.template}`
  await useDatabase(url.toString())
  const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-recording-'))
  const server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
  const place: Place = { folder, server, volumes: [], databases: [], checks: [] }
  try {
    await prepare(place)
    const series = await record(place)
    // One series a line: a diff shows which one was recorded anew.
    const lines = series.map((one) => JSON.stringify(one)).join(',\n')
    const text = `{"startedAt":"${new Date(seriesStart).toISOString()}","series":[\n${lines}\n]}\n`
    await writeFile(join(projectRoot, 'lib/capacity/testing/recorded-series.json'), text)
    process.stderr.write(`${series.length} series of ${days} days\n`)
  } finally {
    for (const { living } of place.databases) await living.end()
    for (const { volume } of place.volumes) await volume.unmount()
    await rm(folder, { recursive: true, force: true })
    await server.stop()
    await disconnect()
    await postgres.stop()
  }
}

async function prepare(place: Place): Promise<void> {
  const { folder, server, checks } = place
  await setNow(0)
  await withConnection(server.url(), async (client) => {
    await client.query('create role audit login')
    await client.query('grant pg_monitor to audit')
  })
  for (const life of Object.keys(volumeLives)) {
    for (const copy of copies) {
      const name = `${life} ${copy}`
      place.volumes.push({ name, life, volume: await mountVolume(folder, name) })
    }
  }
  const host = { kind: 'host' as const, address: 'this host', config: {} }
  const hostKinds = [
    { kind: 'host.disk_free', config: { minBytes: 1_000_000 } },
    { kind: 'host.inodes' },
    { kind: 'host.memory' },
    { kind: 'host.fd_system' },
  ]
  const onHost = await addTestSystem(host, hostKinds)
  for (const [index, { kind }] of hostKinds.entries())
    checks.push({ checkId: onHost.checkIds[index] ?? '', name: 'host', kind })
  const lives = Object.entries(databaseLives).flatMap(([name, life]) =>
    copies.map((copy) => ({ name: `${name} ${copy}`, life })),
  )
  for (const { name, life } of lives) {
    const living = await createLiving(server, life)
    place.databases.push({ name, living })
    const kinds = [
      'pg.db_size_growth',
      'pg.sequence_exhaustion',
      ...(name === 'shop 1' ? ['pg.connections', 'pg.wraparound'] : []),
    ]
    const config = {
      host: '127.0.0.1',
      port: server.port,
      database: living.name,
      user: 'audit',
      tls: 'disable',
    }
    const target = { kind: 'postgres' as const, address: `127.0.0.1:${server.port}/${living.name}`, config }
    const { checkIds } = await addTestSystem(
      target,
      kinds.map((kind) => ({ kind })),
    )
    for (const [index, kind] of kinds.entries()) checks.push({ checkId: checkIds[index] ?? '', name, kind })
  }
  const backup = { kind: 'backup' as const, address: folder, config: { path: folder, pattern: '*.gz' } }
  const { checkIds } = await addTestSystem(backup, [{ kind: 'bk.size', config: { minBytes: 1 } }])
  checks.push({ checkId: checkIds[0] ?? '', name: 'backup', kind: 'bk.size' })
}

async function record(place: Place): Promise<Recorded[]> {
  const chance = chanceOf(seed)
  const engine = await testEngine()
  const series = new Map<string, Recorded>()
  for (let day = 0; day < days; day += 1) {
    for (const { life, volume } of place.volumes) {
      await volumeLives[life]?.(volume, day, chance)
      volume.nextDay()
    }
    for (const { living } of place.databases) await living.live(day, chance)
    await spendTransactions(place.server, day, chance)
    await backUp(place, day)
    const closeSessions = await openSessions(place.server, day, chance)
    const at = await setNow(day)
    await createPartitions()
    await sql().query('update check_schedule set next_due_at = app_now()')
    await workDue(engine)
    await closeSessions()
    await collect(place, day, at, series)
    if (day % 14 === 0) process.stderr.write(`day ${day} of ${days}\n`)
  }
  return [...series.values()]
    .filter(({ values }) => values.filter((value) => value !== null).length > days / 2)
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Reads what the engine has stored of this day. */
async function collect(place: Place, day: number, at: Date, into: Map<string, Recorded>): Promise<void> {
  const { rows } = await sql().query<{ checkId: string; key: string; unit: string; value: number }>(
    `select distinct on (s.id) s.check_id as "checkId", s.key, s.unit, p.value
       from sample p join series s on s.id = p.series_id where p.at >= $1 order by s.id, p.at desc`,
    [new Date(at.getTime() - dayMs / 2)],
  )
  for (const { checkId, key, unit, value } of rows) {
    const check = place.checks.find((one) => one.checkId === checkId)
    if (!check) continue
    const wanted = keysOf[check.kind] ?? ((name: string) => name === 'value')
    const volume = place.volumes.find(({ volume }) => volume.mountPoint === key)?.name
    if (!wanted(key) || (key.startsWith('/') && !volume)) continue
    const name = `${check.kind} ${volume ?? check.name}`
    const one = into.get(name) ?? { name, unit, values: Array.from({ length: days }, () => null) }
    one.values[day] = Number(value.toPrecision(6))
    into.set(name, one)
  }
}

/** A nightly backup of the shop: its rows, packed. The newest five are kept. */
async function backUp({ folder, databases, server }: Place, day: number): Promise<void> {
  const shop = databases.find(({ name }) => name === 'shop 1')
  const text = await withConnection(server.url(shop?.living.name), async (client) => {
    const { rows } = await client.query(
      `select string_agg(id || ' ' || left(word, 12), E'\\n') as text from kept`,
    )
    return String(rows[0]?.text)
  })
  const file = (of: number) => join(folder, `shop-${of}.gz`)
  await writeFile(file(day), gzipSync(text, { level: 1 }))
  const at = new Date(seriesStart + day * dayMs)
  await utimes(file(day), at, at)
  await rm(file(day - 5), { force: true })
}

async function setNow(day: number): Promise<Date> {
  const at = new Date(seriesStart + day * dayMs)
  await sql().query(
    `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as $f$ select '${at.toISOString()}'::timestamptz $f$`,
  )
  return at
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  },
)
