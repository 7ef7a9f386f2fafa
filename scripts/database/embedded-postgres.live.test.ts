import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itWherePossible } from '../testing/where-possible'
import { withConnection } from './connection'
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  findRunningEmbedded,
  startEmbeddedPostgres,
} from './embedded-postgres'
import { isAlive } from './postgres-process'

let folder: string
let options: EmbeddedOptions
const running: EmbeddedPostgres[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-embedded-'))
  await chmod(folder, 0o755)
  options = {
    data: join(folder, 'data'),
    secrets: join(folder, 'secrets'),
    fallback: join(folder, 'fallback'),
  }
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(options)
  running.push(server)
  return server
}

const query = (url: string, text: string) =>
  withConnection(url, async (client) => (await client.query(text)).rows)
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

async function until(condition: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 20_000
  while (!(await condition().catch(() => false))) {
    if (performance.now() > limit) throw new Error('waited 20 s in vain')
    await pause(50)
  }
}

describe('embedded PostgreSQL', () => {
  it('is created on first use, with a generated password and a role that is no superuser', async () => {
    const { url } = await start()
    const [row] = await query(
      url,
      `select rolsuper, pg_has_role(current_user, 'pg_monitor', 'usage') as monitor,
      lower('ÄÖ') as lower, current_setting('fsync') as fsync from pg_roles where rolname = current_user`,
    )
    expect(row).toEqual({ rolsuper: false, monitor: true, lower: 'äö', fsync: 'on' })
    expect(await mode(join(options.secrets, 'database-password'))).toBe('600')
    expect(await mode(options.secrets)).toBe('700')
    expect(await mode(join(options.data, 'postgres'))).toBe('700')
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(query(wrong.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' })
    wrong.username = 'postgres'
    await expect(query(wrong.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  it('keeps its data and its port from one start to the next', async () => {
    const first = await start()
    await query(first.url, 'create table line (id int)')
    await query(first.url, 'insert into line values (1)')
    await first.stop()
    expect(isAlive(first.pid())).toBe(false)
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'select id from line')).toEqual([{ id: 1 }])
  })

  it('takes another port when somebody else has its own', async () => {
    const first = await start()
    await first.stop()
    const port = Number(new URL(first.url).port)
    const stranger = createServer().listen(port, '127.0.0.1')
    try {
      const second = await start()
      expect(new URL(second.url).port).not.toBe(String(port))
      expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      stranger.close()
    }
  })

  it('comes back by itself after kill -9 and has lost nothing', async () => {
    const server = await start()
    await query(server.url, 'create table line (id int)')
    await query(server.url, 'insert into line values (1)')
    const killed = server.pid()
    process.kill(killed, 'SIGKILL')
    // The one that was killed may answer once more before it is dead.
    await until(
      async () => server.pid() !== killed && (await query(server.url, 'select id from line')).length === 1,
    )
    expect(await query(server.url, 'select id from line')).toEqual([{ id: 1 }])
  })

  itWherePossible(
    'ends a server whose launcher was killed, and starts its own',
    process.platform === 'linux' ? null : 'no /proc to read its command from',
    async () => {
      const first = await start()
      await query(first.url, 'create table line (id int)')
      const [program = '', ...parameters] = (await readFile(`/proc/${first.pid()}/cmdline`, 'utf8')).split(
        '\0',
      )
      await first.stop()
      const { uid, gid } = await stat(join(options.data, 'postgres'))
      const orphan = spawn(program, parameters.slice(0, -1), {
        uid,
        gid,
        cwd: '/',
        stdio: 'ignore',
        detached: true,
      })
      await until(async () => (await findRunningEmbedded(options)) !== null)
      const server = await start()
      expect(server.pid()).not.toBe(orphan.pid)
      expect(isAlive(orphan.pid ?? 0)).toBe(false)
      expect(await query(server.url, 'select count(*)::int as n from line')).toEqual([{ n: 0 }])
    },
  )

  it('starts although postmaster.pid names a process that is somebody else', async () => {
    await (await start()).stop()
    const stranger = spawn('sleep', ['60'])
    const pidFile = join(options.data, 'postgres', 'postmaster.pid')
    await writeFile(
      pidFile,
      `${stranger.pid}\n${join(options.data, 'postgres')}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`,
    )
    const server = await start()
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(stranger.exitCode).toBe(null)
    stranger.kill()
  })

  it('sets a new password when the file with the old one is lost', async () => {
    const first = await start()
    await first.stop()
    await rm(join(options.secrets, 'database-password'))
    const second = await start()
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password)
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is found by tools only while it runs', async () => {
    const server = await start()
    expect(await findRunningEmbedded(options)).toBe(server.url)
    await server.stop()
    expect(await findRunningEmbedded(options)).toBe(null)
  })

  itWherePossible(
    'lies elsewhere when its user may not enter the folder, even one it was in before',
    process.getuid?.() === 0 ? null : 'not root, so its user is the one who tests',
    async () => {
      const first = await start()
      await query(first.url, 'create table line (id int)')
      await first.stop()
      await chmod(folder, 0o700)
      options.fallback = await mkdtemp(join(tmpdir(), 'wheeltapper-fallback-'))
      await chmod(options.fallback, 0o755)
      try {
        const second = await start()
        expect(await query(second.url, 'select count(*)::int as n from line')).toEqual([{ n: 0 }])
        expect((await readFile(join(options.data, 'location'), 'utf8')).trim()).toBe(
          join(options.fallback, 'postgres'),
        )
        await second.stop()
        const third = await start()
        expect(await query(third.url, 'select count(*)::int as n from line')).toEqual([{ n: 0 }])
        await third.stop()
      } finally {
        await rm(options.fallback, { recursive: true, force: true })
      }
    },
  )
})
