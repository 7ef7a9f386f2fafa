import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openArchive } from '@/lib/archives/open-archive'
import { findOnPath } from '@/lib/archives/programs'
import { readArchive } from '@/lib/archives/read-archive'
import { withConnection } from '@/scripts/database/connection'
import { startScratchPostgres } from '@/scripts/database/scratch-postgres'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '@/scripts/testing/audited-postgres'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import { openEmbeddedPlace } from './open-place'
import { restoreArchive } from './restore-archive'

// A whole server of Debian's version in a pgBackRest repository: verified, restored, started, asked.

const [programs] = await installedPostgresPrograms()
const missing = findOnPath('pgbackrest') && programs ? null : 'no pgbackrest and no PostgreSQL of Debian'
const signal = new AbortController().signal

describeWherePossible('a pgBackRest repository', missing, () => {
  let server: AuditedPostgres
  let folder: string
  let repository: string
  let root: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wt-pgbr-'))
    chmodSync(folder, 0o777)
    root = await mkdtemp(join(tmpdir(), 'wt-phys-'))
    chmodSync(root, 0o711)
    repository = join(folder, 'repository')
    await mkdir(repository)
    server = await startAuditedPostgres({
      programs: programs?.programs ?? '',
      settings: {
        archive_mode: 'on',
        archive_command: `sh ${folder}/pgbackrest-push %p`,
        wal_level: 'replica',
        unix_socket_directories: folder,
      },
    })
    await backUp()
  }, 120_000)
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
    await rm(root, { recursive: true, force: true })
  })

  async function backUp(): Promise<void> {
    const data = await withConnection(server.url(), async (client) => {
      const { rows } = await client.query(`select current_setting('data_directory') as data`)
      await client.query('create database shop')
      return rows[0].data as string
    })
    const { uid, gid } = statSync(data)
    chownSync(repository, uid, gid)
    const common = `--no-config --stanza=main --repo1-path=${repository} --log-level-file=off --lock-path=${folder}/lock`
    const run = (...args: string[]) => {
      const done = spawnSync(
        'pgbackrest',
        [
          ...common.split(' '),
          `--pg1-path=${data}`,
          `--pg1-port=${server.port}`,
          `--pg1-socket-path=${folder}`,
          '--pg1-user=postgres',
          ...args,
        ],
        {
          encoding: 'utf8',
          cwd: '/',
          env: { PATH: process.env.PATH ?? '', PGPASSWORD: server.password } as never,
          ...(process.getuid?.() === 0 ? { uid, gid } : {}),
        },
      )
      if (done.status !== 0) throw new Error(done.stdout + done.stderr)
    }
    // Named like the program, which refuses to back up a server that archives otherwise.
    writeFileSync(
      join(folder, 'pgbackrest-push'),
      `exec pgbackrest ${common} --pg1-path=${data} archive-push "$1"\n`,
    )
    const wide = join(folder, 'wide')
    await mkdir(wide)
    chownSync(wide, uid, gid)
    await withConnection(server.url('shop'), async (client) => {
      await client.query('create role restore')
      await client.query(`create tablespace wide location '${wide}'`)
      await client.query('create table lines tablespace wide as select generate_series(1, 70) as id')
      await client.query(
        'create table orders as select i as id, md5(i::text) as note from generate_series(1, 5000) i',
      )
    })
    run('stanza-create')
    run('backup', '--type=full', '--start-fast', '--repo1-retention-full=2')
  }

  async function read(path: string) {
    const inside = await mkdtemp(join(folder, 'open-'))
    const log: string[] = []
    const archive = await openArchive(path, { folder: inside, signal })
    return { archive, content: await readArchive(archive, { signal, log: (line) => log.push(line) }), log }
  }

  it('is verified, restored and started, and its rows can be counted but not changed', async () => {
    const { archive, content, log } = await read(repository)
    expect(archive.format).toBe('pgbackrest')
    expect(Math.abs(Date.now() - Number(archive.madeAt))).toBeLessThan(600_000)
    expect(content).toMatchObject({
      isReadToEnd: true,
      physicalMajor: programs?.major,
      cannotRestore: null,
      readBy: 'pgbackrest verify',
    })
    expect(log.join('\n')).toMatch(/status: valid/)
    const place = await openEmbeddedPlace(startScratchPostgres, {
      signal,
      limits: { diskBytes: 1e9, memoryBytes: 1.5e9, timeMs: 60_000 },
      estimatedBytes: content.estimatedBytes,
      log: (line) => log.push(line),
      physical: { path: repository, name: 'repository', stanza: null, password: null, database: 'shop' },
      root,
    })
    try {
      const outcome = await restoreArchive(archive, content, place, { log: () => {} })
      expect(outcome).toMatchObject({ restoredBy: 'pgbackrest restore' })
      expect(outcome.durationMs).toBeGreaterThan(0)
      expect(Math.floor(place.serverVersion / 10_000)).toBe(programs?.major)
      const ask = (text: string) => place.withClient(async (client) => (await client.query(text)).rows)
      expect(
        await ask(`select count(*)::int as n, current_setting('listen_addresses') as listens from orders`),
      ).toEqual([{ n: 5_000, listens: '' }])
      expect(await ask('select count(*)::int as n from lines')).toEqual([{ n: 70 }])
      await expect(ask('delete from orders')).rejects.toMatchObject({ code: '42501' })
      await expect(ask(`copy orders to program 'id'`)).rejects.toMatchObject({ code: '42501' })
    } finally {
      expect(await place.release()).toBeNull()
    }
    expect(await readdir(root)).toEqual([])
  }, 120_000)

  it('is told damaged although pgbackrest ends with 0', async () => {
    const label = readdirSync(join(repository, 'backup', 'main')).find((name) => /F$/.test(name)) ?? ''
    const inside = join(repository, 'backup', 'main', label, 'pg_data', 'base')
    const files = readdirSync(inside, { recursive: true, encoding: 'utf8' }).map((name) => join(inside, name))
    const victim =
      files
        .filter((name) => statSync(name).isFile())
        .sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? ''
    const whole = readFileSync(victim)
    writeFileSync(victim, Buffer.from(whole).fill(0x55, 200, 260))
    await expect(read(repository)).rejects.toThrow(/verify found it damaged/)
    writeFileSync(victim, whole)
  })
})
