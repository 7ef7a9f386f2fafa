import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startCommand } from '@/e2e/support/installation'
import * as env from '@/lib/env'
import { projectRoot } from '../project-root'
import { folders } from '../start/folders'
import { readSettings } from '../start/settings'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')
const readme = read('README.md')
const configuration = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## How to go on'))
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

/** Every `npm …` command on a page, as written. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|[`\s])(npm (?:run (?:-s )?[\w:-]+|start|test)\b)/gm)].map(
    ([, command = '']) => command,
  )
}

afterEach(() => vi.unstubAllEnvs())

describe('the documents', () => {
  it('give the two commands that the tests themselves use', () => {
    const [first, second] = [...readme.matchAll(/```sh\n(.+)\n```/g)].map(([, command]) => command)
    expect(first).toBe(startCommand.join(' '))
    expect(read('.ci/run')).toContain(`exec ${second}\n`)
  })

  it.each(pages)('name only commands that exist: %s', (page) => {
    const missing = commandsOf(read(page)).filter((command) => {
      const name = command.replace(/^npm (run )?(-s )?/, '')
      return !(name in scripts)
    })
    expect(missing).toEqual([])
  })

  it.each(pages)('link to files that exist: %s', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      ([, link = '']) => link,
    )
    const broken = links.filter((link) => !existsSync(join(projectRoot, dirname(page), link)))
    expect(broken).toEqual([])
  })

  it('tell every variable that is read, and no other', () => {
    const told = [...configuration.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
    const names = (path: string, pattern: RegExp) => [...read(path).matchAll(pattern)].map(([, name]) => name)
    const asked = new Set([
      ...names('lib/env.ts', /\bread\(\s*'([A-Z_]+)'/g),
      ...names('scripts/start/settings.ts', /\benv\.([A-Z_]+)/g),
      ...names('scripts/start/folders.ts', /process\.env\.([A-Z_]+)/g),
    ])
    // Set from WHEELTAPPER_URL for next-auth, and accepted in its place.
    asked.delete('NEXTAUTH_URL')
    // Every system sets it: nobody configures the product by it.
    asked.delete('PATH')
    expect([...told].sort()).toEqual([...asked].sort())
  })

  it('tell the defaults that hold where nothing is set', () => {
    const told = Object.fromEntries(
      [...configuration.matchAll(/^\| `([A-Z_]+)` \|.*\| (?:(.*) )?\|$/gm)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )
    for (const name of Object.keys(told)) vi.stubEnv(name, undefined)
    const settings = readSettings({ NODE_ENV: 'production', PORT: '4711' })
    const inRoot = (path: string) => `\`./${relative(projectRoot, path)}\``
    const unset = (value: unknown, word: string) =>
      value === undefined || value === null ? word : 'something'
    expect(told).toEqual({
      PORT: `\`${env.webPort()}\``,
      HOST: unset(settings.host, 'all addresses'),
      WHEELTAPPER_URL: `\`${settings.publicUrl.replace('4711', '<PORT>')}\``,
      DATABASE_URL: unset(env.databaseUrlIfSet(), 'built-in'),
      DATA_DIRECTORY: inRoot(folders.data),
      SECRETS_DIRECTORY: inRoot(folders.secrets),
      SECRETS_KEK_FILE: `\`${relative(folders.secrets, settings.kekFile)}\` in \`SECRETS_DIRECTORY\``,
      NEXTAUTH_SECRET: unset(settings.nextauthSecret, 'generated'),
      BACKUP_DIRECTORY: `\`${env.backupDirectory()}\``,
      // The start script decides this one: only it knows whose database it is.
      NIGHTLY_BACKUP: env.nightlyBackup() ? 'something' : '`on` for the built-in database',
      EVIDENCE_DIRECTORY: unset(env.evidenceDirectory(), 'in the database'),
      EVIDENCE_MAX_MEGABYTES: `\`${env.evidenceMaxBytes() / 1_048_576}\``,
      DRILL_COMMANDS: env.drillCommandsAllowed() ? '`allow`' : '`refuse`',
      SCRATCH_DIRECTORY: unset(
        env.scratchDirectory(),
        "`wheeltapper-scratch` in the system's temporary folder",
      ),
      WHEELTAPPER_ADMIN_EMAIL: unset(env.adminFromEnvironment(), ''),
      WHEELTAPPER_ADMIN_PASSWORD: unset(env.adminFromEnvironment(), ''),
      EGRESS_ALLOW_CIDRS: env.egressAllowCidrs().join() || 'none',
      TRUSTED_PROXIES: env.trustedProxies().join() || 'none',
      WORKER_CONCURRENCY: `\`${env.workerConcurrency()}\``,
      WORKER_LEASE_SECONDS: `\`${env.workerLeaseSeconds()}\``,
      LOG_LEVEL: `\`${env.logLevel()}\``,
      WHEELTAPPER_LOG: settings.logToStandardOutput ? '`stdout`' : '`file`',
    })
    expect(settings).toMatchObject({ backupDirectory: env.backupDirectory() })
    expect(readSettings({ NODE_ENV: 'production' }).port).toBe(env.webPort())
  })

  it('describe the rooms of lib in the order that is enforced', () => {
    const text = read('docs/architecture.md')
    const table = text.slice(text.indexOf('## The rooms of lib'), text.indexOf('One shape inside a room'))
    const told = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, room]) => room),
    )
    const { forbidden } = createRequire(import.meta.url)(join(projectRoot, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[]
    }
    const enforced = forbidden
      .map(({ name }) => /^room-order-(.+)$/.exec(name)?.[1])
      .filter((room) => room !== undefined)
    expect(told).toEqual([...enforced, 'engine'])
    const rooms = readdirSync(join(projectRoot, 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(rooms.map(({ name }) => name).sort()).toEqual([...told].sort())
  })

  it('number the decisions without a gap', () => {
    const numbers = readdirSync(join(projectRoot, 'docs', 'decisions'))
      .sort()
      .map((name) => Number.parseInt(name, 10))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})
