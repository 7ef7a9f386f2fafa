import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { withConnection } from '../scripts/database/connection'
import { isAlive } from '../scripts/database/postgres-process'
import { Installation, until } from './support/installation'

test.describe.configure({ mode: 'serial', timeout: 180_000 })

let installation: Installation
test.beforeAll(async () => {
  installation = await Installation.create()
})
test.afterAll(() => installation.remove())

const inData = (name: string) => join(installation.env.DATA_DIRECTORY ?? '', name)
const isServed = async () => (await fetch(`${installation.url}/login`).catch(() => null))?.status === 200

function databaseUrl(): string {
  const port = readFileSync(inData('port'), 'utf8').trim()
  const password = readFileSync(
    join(installation.env.SECRETS_DIRECTORY ?? '', 'database-password'),
    'utf8',
  ).trim()
  return `postgresql://wheeltapper:${password}@127.0.0.1:${port}/wheeltapper`
}

const query = (text: string) =>
  withConnection(databaseUrl(), async (client) => (await client.query(text)).rows)
const heartbeats = () =>
  query('select id::text, pid from worker where stopped_at is null order by started_at desc limit 1')

test('the first start prints the address and the setup link, and keeps its secrets to itself', async () => {
  await installation.start()
  expect(installation.output).toContain(`Wheeltapper is ready at ${installation.url}\n`)
  expect(installation.output).toMatch(/first administrator.*http:\/\/localhost:\d+\/setup\?token=[\w-]{40,}/)
  for (const name of ['database-password', 'kek', 'session-key']) {
    expect(statSync(join(installation.env.SECRETS_DIRECTORY ?? '', name)).mode & 0o777).toBe(0o600)
  }
  await query(`insert into team values (gen_random_uuid(), 'kept', now())`)
})

test('a second start in the same folder says who runs there', async () => {
  const second = await Installation.create({ ...installation.env, PORT: String(installation.port + 1) })
  const { code, output } = await second.run()
  expect(code).toBe(1)
  expect(output.trim()).toMatch(
    /^Wheeltapper is already running in this folder, at http:\/\/localhost:\d+ \(process \d+\)\. .*$/,
  )
})

test('a killed worker, web process and database come back by themselves', async () => {
  await until(async () => (await heartbeats()).length > 0, 10_000)
  const [worker] = await heartbeats()
  process.kill(worker?.pid, 'SIGKILL')
  await until(async () => (await heartbeats())[0]?.id !== worker?.id, 10_000)

  const [web] = installation.processes().others.filter((pid) => pid !== worker?.pid)
  process.kill(web ?? 0, 'SIGKILL')
  await until(
    async () => !(await isServed()) || installation.processes().others.every((pid) => pid !== web),
    10_000,
  )
  await until(isServed, 10_000)

  const postmaster = Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  await until(async () => (await query('select 1').catch(() => [])).length === 1, 10_000)
  await until(isServed, 10_000)
  expect(await query('select name from team')).toEqual([{ name: 'kept' }])
})

test('Ctrl-C ends everything, the database last and in good order', async () => {
  const { launcher, others } = installation.processes()
  const postmaster = Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0])
  await installation.stop('SIGINT')
  for (const pid of [launcher, postmaster, ...others]) expect(isAlive(pid)).toBe(false)
  expect(readFileSync(inData('postgres.log'), 'utf8').trimEnd().split('\n').at(-1)).toContain(
    'database system is shut down',
  )
  expect(readFileSync(inData('log/worker.log'), 'utf8')).toContain('worker stopped')
})

test('the second start serves a page within 5 s of a machine that has nothing else to do', async () => {
  // Other journeys run on the same cores: where three programs want each core, everything takes three times as long.
  const crowd = (loadavg()[0] ?? 1) / availableParallelism()
  const limit = 5_000 * Math.max(1, crowd)
  const milliseconds = await installation.start()
  test.info().annotations.push({
    type: 'second start',
    description: `${Math.round(milliseconds)} of ${Math.round(limit)} ms`,
  })
  expect(milliseconds).toBeLessThan(limit)
})

test('kill -9 of the launcher leaves nothing that the next start stumbles over, and loses nothing', async () => {
  const { launcher, others } = installation.processes()
  process.kill(launcher, 'SIGKILL')
  await installation.start()
  for (const pid of [launcher, ...others]) expect(isAlive(pid)).toBe(false)
  expect(await query('select name from team')).toEqual([{ name: 'kept' }])
})

test('a backup is brought back into an empty installation', async () => {
  const made = await installation.run(['npm', 'run', 'backup'])
  expect(made.output).toMatch(/Saved \d+ rows/)
  const restoreCommand = ['npm', 'run', 'restore', '--', installation.env.BACKUP_DIRECTORY ?? '']
  const other = await Installation.create()
  try {
    const restored = await other.run(restoreCommand)
    expect(restored.output).toMatch(/Restored \d+ rows from .*\.tar/)
    expect(restored.code).toBe(0)
    const again = await other.run(restoreCommand)
    expect(again.output).toContain('--force')
    expect(again.code).toBe(1)
  } finally {
    await other.remove()
  }
})

test('a port in use is one sentence', async () => {
  const stranger = createServer().listen(0)
  const address = stranger.address()
  const port = typeof address === 'object' ? address?.port : 0
  const other = await Installation.create({ PORT: String(port) })
  try {
    const { code, output } = await other.run()
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${Number(port) + 1} npm start`,
    })
  } finally {
    stranger.close()
    await other.remove()
  }
})

const server = () => new URL(process.env.E2E_SERVER_URL ?? '')
const faults: [string, () => string, RegExp][] = [
  ['no address', () => 'db.example.com', /^DATABASE_URL is not a PostgreSQL address\. Example: /],
  [
    'nobody listens',
    () => 'postgresql://u:hush@127.0.0.1:1/w',
    /^DATABASE_URL: nothing listens at 127\.0\.0\.1:1 /,
  ],
  [
    'unknown host',
    () => 'postgresql://u:hush@no-such-host.invalid/w',
    /^DATABASE_URL: .*no-such-host\.invalid/,
  ],
  [
    'wrong password',
    () => Object.assign(server(), { password: 'hush' }).toString(),
    /^DATABASE_URL: .* refused the password of user "postgres"/,
  ],
  [
    'no such database',
    () => Object.assign(server(), { pathname: '/hush_no' }).toString(),
    /^DATABASE_URL: there is no database "hush_no"/,
  ],
]

for (const [name, url, sentence] of faults) {
  test(`a wrong DATABASE_URL is one sentence: ${name}`, async () => {
    const other = await Installation.create({ DATABASE_URL: url() })
    try {
      const { code, output } = await other.run()
      expect(code).toBe(1)
      expect(output.trim().split('\n')).toEqual([expect.stringMatching(sentence)])
      expect(output).not.toContain(':hush@')
      expect(existsSync(join(other.env.DATA_DIRECTORY ?? '', 'postgres'))).toBe(false)
    } finally {
      await other.remove()
    }
  })
}

function postmasterFile(): string {
  const elsewhere = inData('location')
  const cluster = existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : inData('postgres')
  return join(cluster, 'postmaster.pid')
}
