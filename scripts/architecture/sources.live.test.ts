import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
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

// Probes and kinds ask the servers of others; everything that asks the product's own database is a store.
const mayAsk = /^lib\/(db\/|probes\/|checks\/kinds\/|([^/]+\/)+([a-z-]+-)?store\.ts$)/

describe('sources', () => {
  it('are found at all', () => {
    expect(tracked.length).toBeGreaterThan(300)
  })

  it('talk to the database in store.ts files only', () => {
    const query =
      /\b(sql|prisma)\(\)\s*\.|\.\$(query|execute)Raw|\b(client|pool|sql|tx)\.query\(|\btx\.\w+\.(create|update|delete|find|upsert|count|aggregate|group)/
    expect(
      linesWith(query, (path) => path.startsWith('lib/') && !isTest(path) && !mayAsk.test(path)),
    ).toEqual([])
    expect(linesWith(query, (path) => /^(app|components)\//.test(path) && !isTest(path))).toEqual([])
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
      /^(lib\/db\/pool|lib\/probes\/[a-z-]+|scripts\/database\/connection|scripts\/start\/external-database)\.ts$/.test(
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
  ])('refuses by %s', async (rule, path, content) => {
    expect(await refusals(path, content)).toContain(rule)
  })

  it('accepts a file in order', async () => {
    expect(await refusals('lib/checks/planted.ts', `export function short() {\n${lines(58)}}\n`)).toEqual([])
  })
})
