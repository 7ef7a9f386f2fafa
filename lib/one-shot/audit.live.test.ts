import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { projectRoot } from '@/scripts/project-root'
import { itWherePossible } from '@/scripts/testing/where-possible'
import { exitCode } from './exit-code'
import type { AuditReport } from './schema'

// The real command, as a person starts it: only its exit code and what it prints count.

interface Ended {
  code: number | null
  out: string
  errors: string
  seconds: number
}

function audit(words: string[], environment: Record<string, string> = {}, input = ''): Promise<Ended> {
  const began = performance.now()
  // Without DATABASE_URL: the command needs no database of its own.
  const { DATABASE_URL: _own, NO_COLOR: _colour, ...inherited } = process.env
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/audit.ts', ...words], {
    cwd: projectRoot,
    env: { ...inherited, ...environment },
  })
  const ended: Ended = { code: null, out: '', errors: '', seconds: 0 }
  child.stdout.on('data', (chunk) => (ended.out += chunk))
  child.stderr.on('data', (chunk) => (ended.errors += chunk))
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ ...ended, code, seconds: (performance.now() - began) / 1000 }))
  })
}

let validate: (report: unknown) => boolean
let faults: () => unknown

/** Parses what --json printed, holds it against docs/audit.schema.json and against the exit code. */
function reportOf({ code, out }: Ended): AuditReport {
  const report = JSON.parse(out)
  expect(validate(report), JSON.stringify(faults())).toBe(true)
  expect(code).toBe(exitCode(report.runs.map(({ verdict }: { verdict: never }) => verdict)))
  return report
}

const verdictOf = (report: AuditReport, kind: string) => report.runs.find((run) => run.kind === kind)?.verdict

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const web = createServer((request, response) => {
  response.statusCode = request.url === '/broken' ? 503 : 200
  response.end('Welcome')
})
const silent = createSocketServer(() => {})
let webPort: number
let silentPort: number
let closedPort: number

beforeAll(async () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats(ajv)
  const compiled = ajv.compile(
    JSON.parse(await readFile(join(projectRoot, 'docs/audit.schema.json'), 'utf8')),
  )
  validate = compiled
  faults = () => compiled.errors
  webPort = await listen(web)
  silentPort = await listen(silent)
  const gone = createSocketServer()
  closedPort = await listen(gone)
  gone.close()
})
afterAll(() => {
  web.close()
  silent.close()
})

describe('a web server', () => {
  it('is ok: 0, and every kind is in runs or skipped', async () => {
    const ended = await audit([`http://127.0.0.1:${webPort}/`, '--json'])
    const report = reportOf(ended)
    expect(ended.code).toBe(0)
    expect(ended.errors).toBe('')
    expect(report.target).toBe(`http://127.0.0.1:${webPort}/`)
    expect(verdictOf(report, 'http.status')).toBe('ok')
    expect(verdictOf(report, 'tcp.open')).toBe('ok')
    expect(report.findings).toEqual([])
    const seen = [...report.runs, ...report.skipped].map(({ kind }) => kind)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toContain('tls.expiry')
  })

  it('fails: 2, with a finding that keeps its fingerprint', async () => {
    const url = `http://127.0.0.1:${webPort}/broken`
    const [first, second] = await Promise.all([audit([url, '--json']), audit([url, '--json'])])
    expect(first.code).toBe(2)
    const [finding] = reportOf(first).findings
    expect(finding).toMatchObject({ kind: 'http.status', severity: 'high' })
    expect(reportOf(second).findings[0]?.fingerprint).toBe(finding?.fingerprint)
  })

  it('prints for people: worst first, 80 columns, no colour codes in a pipe', async () => {
    const { code, out } = await audit([`http://127.0.0.1:${webPort}/broken`])
    expect(code).toBe(2)
    expect(out).toMatch(/^FAIL {5}HTTP status \(http\.status\)$/m)
    expect(out).toContain('What to do:')
    expect(out.indexOf('FAIL')).toBeLessThan(out.indexOf('ok  '))
    expect(out).not.toContain('\u001b')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('what does not answer', () => {
  it('a refused port fails: 2', async () => {
    const report = reportOf(await audit([`127.0.0.1:${closedPort}`, '--json']))
    expect(report.runs[0]).toMatchObject({ kind: 'tcp.open', verdict: 'fail' })
    expect(report.runs[0]?.reason).toContain('refused')
  })

  it('an unknown host fails: 2, with a sentence', async () => {
    const ended = await audit(['https://no-such-host.invalid/', '--json'])
    expect(ended.code).toBe(2)
    expect(
      reportOf(ended)
        .runs.map(({ reason }) => reason)
        .join(' '),
    ).toContain('no-such-host.invalid')
  })

  it('a server that never answers ends with its timeout', async () => {
    const ended = await audit([`http://127.0.0.1:${silentPort}/`, '--json', '--timeout', '0.7'])
    const report = reportOf(ended)
    expect(verdictOf(report, 'http.status')).toBe('fail')
    expect(verdictOf(report, 'tcp.open')).toBe('ok')
    expect(report.durationMs).toBeLessThan(1_700)
  })

  it('a metadata address stays closed on the command line too: 3', async () => {
    const ended = await audit(['http://169.254.169.254/latest/meta-data/', '--json'])
    expect(ended.code).toBe(3)
    expect(
      reportOf(ended).runs.every(({ verdict }) => verdict === 'unknown' || verdict === 'not-applicable'),
    ).toBe(true)
  })
})

describe('a PostgreSQL server', () => {
  const dsn = () => {
    const url = new URL(inject('testServerUrl'))
    url.password ||= 'c4nary-0f-trust'
    return url
  }

  it('is audited, and its password is nowhere in the output', async () => {
    const ended = await audit([dsn().toString(), '--json'])
    const report = reportOf(ended)
    expect(verdictOf(report, 'pg.up')).toBe('ok')
    expect(report.skipped.map(({ kind }) => kind)).toContain('pg.db_size_growth')
    expect(ended.out + ended.errors).not.toContain(dsn().password)
    expect(report.target).not.toContain(':@')
  })

  it('takes the connection string from a variable, from standard input, and the password from PGPASSWORD', async () => {
    const bare = dsn()
    bare.password = ''
    const [variable, input, password] = await Promise.all([
      audit(['--dsn-env', 'AUDIT_DSN', '--json'], { AUDIT_DSN: dsn().toString() }),
      audit(['-', '--json'], {}, `${dsn()}\n`),
      audit([bare.toString(), '--json'], { PGPASSWORD: dsn().password }),
    ])
    for (const ended of [variable, input, password]) expect(verdictOf(reportOf(ended), 'pg.up')).toBe('ok')
  })

  // The server of TEST_POSTGRES_URL may trust everybody.
  const trusts = new URL(inject('testServerUrl')).password === '' ? 'the server takes any password' : null

  itWherePossible(
    'is unknown with a wrong password: 3, with what to do and without the password',
    trusts,
    async () => {
      const wrong = dsn()
      wrong.password = 'c4nary-wr0ng'
      const ended = await audit([wrong.toString(), '--json'])
      const report = reportOf(ended)
      expect(verdictOf(report, 'pg.up')).toBe('unknown')
      expect(ended.code).toBe(3)
      expect(ended.out + ended.errors).not.toContain('c4nary')
      const plain = await audit([wrong.toString()])
      expect(plain.code).toBe(3)
      expect(plain.out).toMatch(/^UNKNOWN {2}\d+ checks could not look$/m)
      expect(plain.out + plain.errors).not.toContain('c4nary')
    },
  )

  it('fails where nothing listens: 2', async () => {
    const gone = dsn()
    gone.port = String(closedPort)
    const report = reportOf(await audit([gone.toString(), '--json']))
    expect(verdictOf(report, 'pg.up')).toBe('fail')
    expect(verdictOf(report, 'tcp.open')).toBe('fail')
  })

  it('ends with the timeout where a server never answers', async () => {
    const deaf = dsn()
    deaf.port = String(silentPort)
    const ended = await audit([deaf.toString(), '--json', '--timeout', '1'])
    expect(reportOf(ended).durationMs).toBeLessThan(2_000)
    expect(ended.code).not.toBe(0)
  })
})

describe('this machine', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-backups-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is audited by the word host', async () => {
    const report = reportOf(await audit(['host', '--json']))
    expect(report.target).toBe('this host')
    expect(report.runs.map(({ kind }) => kind).sort()).toEqual([
      'host.disk_free',
      'host.fd_system',
      'host.inodes',
      'host.memory',
      'host.packages',
      'host.reboot_required',
      'sec.cron_new',
      'sec.open_ports',
    ])
  })

  it('fails for stale backups: 2, warns: 1, and is ok once one is fresh: 0', async () => {
    const backup = join(folder, 'app.dump')
    const age = async (hours: number) => {
      const changed = new Date(Date.now() - hours * 3_600_000)
      await writeFile(backup, 'x'.repeat(5_000))
      await utimes(backup, changed, changed)
    }
    await age(80)
    expect((await audit([`${folder}/*.dump`])).code).toBe(2)
    await age(30)
    expect((await audit([`${folder}/*.dump`])).code).toBe(1)
    await age(1)
    const ended = await audit([`${folder}/*.dump`, '--json'])
    expect(ended.code).toBe(0)
    expect(reportOf(ended).runs).toHaveLength(2)
  })
})

describe('wrong arguments', () => {
  it.each([
    [[], /What shall be audited/],
    [['--yaml', 'host'], /not an option/],
    [['htp://example.com'], /"htp:\/\/" is not known/],
    [['postgres://audit:c4nary@db.example.com:port/x'], /not a number/],
    [['https://ada:c4nary@example.com/'], /user name or password/],
    [['--dsn-env', 'NO_SUCH_VARIABLE'], /NO_SUCH_VARIABLE is not set/],
  ])('%j ends with 64 and a sentence', async (words, sentence) => {
    const { code, out, errors } = await audit([...words, '--json'])
    expect(code).toBe(64)
    expect(out).toBe('')
    expect(errors).toMatch(sentence)
    expect(errors).not.toContain('c4nary')
    expect(errors).not.toMatch(/^\s+at /m)
  })

  it('prints its usage on request: 0', async () => {
    const { code, out } = await audit(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('Usage:')
  })
})
