import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../project-root'

const tracked = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: projectRoot,
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((path) => /\.(tsx?|mjs|cjs)$/.test(path))
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path)

/** Lines of source files that match, as `file:line: text`. */
function linesWith(pattern: RegExp, isAsked: (path: string) => boolean): string[] {
  return tracked.filter(isAsked).flatMap((path) => {
    const text = readOrNothing(path)
    return text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []))
  })
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(join(projectRoot, path), 'utf8')
  } catch {
    return '' // deleted, not yet committed
  }
}

/** Source files that match as a whole, as `file: what matched`. */
function textsWith(pattern: RegExp, isAsked: (path: string) => boolean): string[] {
  return tracked.filter(isAsked).flatMap((path) => {
    const found = pattern.exec(readOrNothing(path))
    return found ? [`${path}: ${found[0]}`] : []
  })
}

/** Names of exported functions that have no doc comment right above them. */
function functionsWithoutWords(text: string): string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name =
      /^export (?:default )?(?:async )?function\*? (\w+)/.exec(line)?.[1] ??
      /^export const (\w+)(?:: [^=]+)? = (?:async )?(?:\(|<|\w+ =>)/.exec(line)?.[1]
    return name && !lines[index - 1]?.trim().endsWith('*/') ? [name] : []
  })
}

/** A question to the product's own database, by pg or by Prisma. */
const query =
  /\b(sql|prisma)\(\)\s*\.|\.\$(query|execute)Raw|\.query[(<]|\btx\.\w+\.(create|update|delete|find|upsert|count|aggregate|group)/

/** Another clock than app_now() in SQL; `now(): Date` in an interface and `Date.now()` are no SQL. */
const sqlClock = new RegExp(
  [
    /(?<![\w.])(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(\)(?!\s*:[^:])/,
    /(?<![\w.])(NOW|CLOCK_TIMESTAMP|STATEMENT_TIMESTAMP|TRANSACTION_TIMESTAMP)\(\)/,
    /\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\b|'now'(?=\s*::)|\b(timestamp|timestamptz|date|time)\s+'now'/,
    /\b(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|LOCALTIME)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
)

/** Files whose SQL is for the servers of others, which have their own clock. */
const asksOthers = /^lib\/(probes\/|fingerprints\/|scratch\/|checks\/kinds\/|checks\/postgres-[a-z]+\.ts$)/

// Probes, kinds and trials ask the servers of others; everything that asks the product's own database is a store.
const mayAsk =
  /^lib\/(db\/|probes\/|fingerprints\/|scratch\/|checks\/kinds\/|trials\/reach\.ts$|([^/]+\/)+([a-z-]+-)?store\.ts$)/

describe('sources', () => {
  it('are found at all', () => {
    expect(tracked.length).toBeGreaterThan(300)
  })

  it('talk to the database in store.ts files only', () => {
    const mustNotAsk = (path: string) =>
      /^(lib|app|components)\//.test(path) && !isTest(path) && !mayAsk.test(path)
    expect(textsWith(query, mustNotAsk)).toEqual([])
  })

  it.each([
    `await sql().query('select 1')`,
    'const { rows } = await on.query<{ id: string }>(text)',
    'await client\n    .query(text, values)',
    'await tx.$queryRaw`select 1`',
    'await prisma().$executeRawUnsafe(text)',
    'await prisma()\n    .system.findMany()',
    'await tx.finding.update({ where: { id } })',
    'return tx.user.count()',
  ])('would be caught asking the database: %s', (planted) => {
    expect(planted).toMatch(query)
  })

  it.each([
    'new URL(address).searchParams.get(name)',
    'useQuery({ queryKey })',
    'await inTransaction(async (tx) => storeRuns(tx, runs))',
    'const query = parse(text)',
  ])('may say: %s', (innocent) => {
    expect(innocent).not.toMatch(query)
  })

  it('read the time in SQL through app_now() only', () => {
    expect(
      textsWith(sqlClock, (path) => path.startsWith('lib/') && !isTest(path) && !asksOthers.test(path)),
    ).toEqual([])
    const migrations = readdirSync(join(projectRoot, 'prisma', 'migrations'), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((name) => name.endsWith('.sql'))
      .flatMap((name) => readOrNothing(join('prisma', 'migrations', name)).split('\n'))
      .filter((line) => sqlClock.test(line))
    expect(migrations).toEqual([`  AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;`])
  })

  it.each([
    'update worker set heartbeat_at = now()',
    'where at > NOW() - interval',
    'select now()::date',
    'clock_timestamp()',
    'values ($1, CURRENT_TIMESTAMP)',
    'statement_timestamp()',
    'transaction_timestamp()',
    'where day = current_date',
    'localtimestamp',
    `select 'now'::timestamptz`,
    `where at > timestamptz 'now'`,
  ])('would be caught reading the clock: %s', (planted) => {
    expect(planted).toMatch(sqlClock)
  })

  it.each([
    'app_now()',
    'Date.now()',
    'performance.now()',
    'await databaseNow()',
    'now(): Date',
    '(now: Date)',
    `Pick<SystemFacts, 'now'>`,
  ])('may read the time by %s', (innocent) => {
    expect(innocent).not.toMatch(sqlClock)
  })

  it('say of each exported function of lib what it is for', () => {
    const silent = tracked
      .filter((path) => path.startsWith('lib/') && !/(\.test\.ts$|\/generated\/|\/testing\/)/.test(path))
      .flatMap((path) => functionsWithoutWords(readOrNothing(path)).map((name) => `${path}: ${name}`))
    expect(silent).toEqual([])
  })

  it('would be caught exporting a function without a word about it', () => {
    const planted = [
      '/** Says what it does. */',
      'export function told(): void {}',
      'export async function silent(): Promise<void> {}',
      '// Not a word for readers of the interface.',
      'export const arrow = (value: number) => value',
      'export const generic = async <T>(value: T) => value',
      '/** Told over',
      ' * two lines. */',
      'export const toldToo = (value: number) => value',
      'export const limit = 3',
      'function inner(): void {}',
    ]
    expect(functionsWithoutWords(planted.join('\n'))).toEqual(['silent', 'arrow', 'generic'])
  })

  it('have names that say what is inside', () => {
    const vague = tracked.filter((path) => /(^|\/)(utils?|helpers?|misc|common|shared)(\/|\.)/.test(path))
    expect(vague).toEqual([])
  })

  it('set no HTML by hand', () => {
    expect(linesWith(/dangerouslySetInnerHTML\s*=/, (path) => !isTest(path))).toEqual([])
  })

  it('make connections to a database in the places that give them an error listener', () => {
    const isFactory = (path: string) =>
      /^(lib\/db\/pool|lib\/probes\/[a-z-]+|lib\/scratch\/socket-client|scripts\/database\/connection|scripts\/start\/external-database)\.ts$/.test(
        path,
      )
    const made = linesWith(
      /new (pg\.)?(Client|Pool)\(/,
      (path) => /^(lib|scripts|app)\//.test(path) && !isTest(path) && !isFactory(path),
    )
    expect(made.filter((line) => !line.startsWith('scripts/testing/'))).toEqual([])
  })
})

describe('the linter', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wheeltapper-lint-'))
    await copyFile(join(projectRoot, 'biome.json'), join(folder, 'biome.json'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** Names of the rules that refuse a file with this content. */
  async function refusals(path: string, content: string): Promise<string[]> {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
    const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const run = spawnSync(
      process.execPath,
      [biome, 'lint', '--error-on-warnings', '--vcs-enabled=false', '--colors=off', path],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    )
    return [...`${run.stdout}${run.stderr}`.matchAll(/lint\/\w+\/(\w+)/g)].map(([, rule = '']) => rule)
  }
  const lines = (count: number) => 'void 0\n'.repeat(count)

  it.each([
    ['noProcessEnv', 'lib/checks/planted.ts', 'export const port = process.env.PORT\n'],
    ['noProcessEnv', 'app/planted.tsx', 'export const port = process.env.PORT\n'],
    ['noProcessEnv', 'components/ui/planted.tsx', 'export const port = process.env.PORT\n'],
    ['noProcessEnv', 'scripts/seed/planted.ts', 'export const port = process.env.PORT\n'],
    ['noExcessiveLinesPerFile', 'e2e/support/planted.ts', lines(251)],
    ['noExcessiveLinesPerFunction', 'bench/planted.ts', `export function long() {\n${lines(61)}}\n`],
    ['noExplicitAny', 'lib/checks/planted.ts', 'export const value: any = 1\n'],
    ['noBarrelFile', 'lib/checks/planted.ts', "export * from './verdict'\n"],
    ['noConsole', 'lib/checks/planted.ts', 'console.log(1)\n'],
    ['noExcessiveLinesPerFunction', 'lib/checks/planted.ts', `export function long() {\n${lines(61)}}\n`],
    ['noExcessiveLinesPerFile', 'lib/checks/planted.ts', lines(251)],
    ['useFilenamingConvention', 'lib/checks/plantedFile.ts', 'export const one = 1\n'],
    [
      'noDangerouslySetInnerHtml',
      'components/ui/planted.tsx',
      "export const P = () => <p dangerouslySetInnerHTML={{ __html: '' }} />\n",
    ],
    ['noUnusedImports', 'lib/checks/planted.ts', "import { a } from './a'\n"],
  ])('refuses by %s: %s', async (rule, path, content) => {
    expect(await refusals(path, content)).toContain(rule)
  })

  it.each([
    ['a long test', 'lib/checks/planted.test.ts', lines(251)],
    ['a long journey', 'e2e/planted.spec.ts', lines(251)],
    ['process.env in lib/env.ts', 'lib/env.ts', 'export const port = process.env.PORT\n'],
    [
      'process.env in a script that starts the product',
      'scripts/start/planted.ts',
      'void process.env.PORT\n',
    ],
  ])('accepts %s', async (_what, path, content) => {
    expect(await refusals(path, content)).toEqual([])
  })

  it('accepts a file in order', async () => {
    expect(await refusals('lib/checks/planted.ts', `export function short() {\n${lines(58)}}\n`)).toEqual([])
  })
})
