import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { withConnection } from '../database/connection'
import { projectRoot } from '../project-root'
import { until } from '../testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'

// The commands that the README shows are started as they stand there; only what they work on is another target,
// folder or number. `npm start`, and backup and restore of the built-in database, are e2e/start.spec.ts.

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
const shown = [...readme.slice(readme.indexOf('## How to go on')).matchAll(/^\| [^|]+ \| `([^`]+)`/gm)].map(
  ([, command = '']) => command,
)
const tried = new Set<string>()

interface Ended {
  code: number | null
  output: string
}

/** Starts a command of the README; `instead` names its words that are others here. */
function launch(command: string, instead: Record<string, string>, env: Record<string, string>): ChildProcess {
  expect(shown).toContain(command)
  tried.add(command)
  const [program = '', ...words] = command.split(' ').flatMap((word) => (instead[word] ?? word).split(' '))
  return spawn(program, words, {
    cwd: projectRoot,
    env: { ...process.env, npm_config_loglevel: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
}

async function run(
  command: string,
  instead: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = launch(command, instead, env)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  const [code] = await once(child, 'close')
  return { code, output }
}

let database: TestDatabase
let folder: string
let web: Server

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-readme-'))
  web = createServer((_request, response) => response.end('Welcome')).listen(0, '127.0.0.1')
  await once(web, 'listening')
})
afterAll(async () => {
  web.close()
  await rm(folder, { recursive: true })
  await database.drop()
})

describe('the commands of the README', () => {
  it('audit one target', async () => {
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`
    const ended = await run('npm run -s audit -- https://example.com', { 'https://example.com': url })
    expect(ended.code).toBe(0)
    expect(ended.output).toContain(url)
  })

  // Before there is a fleet: its made-up systems are not to be asked.
  it('run a worker, until it is told to end', async () => {
    const worker = launch('npm run worker', {}, { DATABASE_URL: database.url })
    const running = async () =>
      (await sql().query('select 1 from worker where stopped_at is null')).rows.length
    const ended = once(worker, 'close')
    try {
      await until(async () => (await running()) === 1, 20_000)
    } finally {
      process.kill(-(worker.pid ?? 0), 'SIGTERM') // the whole group, as Ctrl-C does
    }
    await ended
    expect(await running()).toBe(0)
  })

  it('fill a database with a fleet', async () => {
    const ended = await run('npm run seed -- --systems 1000', { 1000: '2' }, { DATABASE_URL: database.url })
    expect(ended).toMatchObject({ code: 0, output: expect.stringMatching(/^2 systems, 40 checks and/m) })
  })

  it('save the database, and bring a backup back', async () => {
    const saved = await run('npm run backup', {}, { DATABASE_URL: database.url, BACKUP_DIRECTORY: folder })
    expect(saved).toMatchObject({ code: 0, output: expect.stringContaining(`${folder}/wheeltapper-`) })
    expect(await readdir(folder)).toHaveLength(1)
    const name = `readme_${randomBytes(6).toString('hex')}`
    const administrate = (statement: string) =>
      withConnection(inject('testServerUrl'), (client) => client.query(statement))
    await administrate(`create database ${name}`)
    const target = new URL(database.url)
    target.pathname = `/${name}`
    const restored = await run(
      'npm run restore -- ./backups',
      { './backups': folder },
      { DATABASE_URL: target.toString() },
    )
    await administrate(`drop database ${name} with (force)`)
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('Restored') })
  })

  it('write down what is in a database', async () => {
    const command = 'npm run -s manifest -- postgres://…'
    const ended = await run(command, { 'postgres://…': database.url })
    expect(ended).toMatchObject({ code: 0, output: expect.stringMatching(/"tables"/) })
  })

  it('measure: the benchmark that is named exists', async () => {
    const command = 'npm run -s bench -- engine'
    const ended = await run(command, { engine: '--usage' })
    expect(ended).toMatchObject({ code: 64, output: expect.stringMatching(/bench -- <.*\bengine\b.*>/) })
  })

  it('print the map of the playbook', async () => {
    const ended = await run('npm run -s playbook-map')
    expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('flag:unproven-backup') })
  })

  it('run only the fast tests: the stage that is named exists', async () => {
    // With a stage that is not there behind it, it only says which ones are.
    const ended = await run('npm run test:unit', { 'test:unit': 'test:unit -- x' })
    expect(ended).toMatchObject({
      code: 64,
      output: expect.stringMatching(/no stage x\. Stages: .*\bunit\b/),
    })
  })

  it('are all tried', () => {
    // It builds each page when it is asked for, which takes longer than all of the above.
    tried.add('npm run dev')
    expect([...tried].sort()).toEqual([...shown].sort())
  })
})
