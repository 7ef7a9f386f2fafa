import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { step } from '../bootstrap/progress.mjs'
import { runProgram } from '../bootstrap/run-program.mjs'
import { projectRoot } from '../project-root'

/** Everything that a change of makes the build old. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

const isTest = (name: string) => /\.test\.tsx?$/.test(name)

/** Folder of the build; a second one beside a running product by NEXT_DIST_DIR. */
export const buildFolder = () => join(projectRoot, process.env.NEXT_DIST_DIR ?? '.next')

/** Builds the web part when its build is missing, unfinished or older than the sources (told by content). */
export async function ensureBuilt(): Promise<void> {
  const folder = buildFolder()
  const stamp = join(folder, 'wheeltapper-sources')
  const wanted = await hashSources()
  const present = await readFile(stamp, 'utf8').catch(() => '')
  if (present === wanted) return
  await rm(stamp, { force: true })
  const next = join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  await step('Building the pages', () =>
    runProgram(process.execPath, [next, 'build'], { env, what: '`next build`' }),
  )
  await writeFile(stamp, wanted)
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesOf(source))
      hash.update(`\n${file}\n`).update(await readFile(join(projectRoot, file)))
  }
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const entry = await stat(join(projectRoot, path)).catch(() => null)
  if (!entry) return []
  if (entry.isFile()) return [path]
  // The generated client follows from the schema, which is among the sources itself.
  if (path === 'lib/db/generated') return []
  const names = (await readdir(join(projectRoot, path))).filter((name) => !isTest(name)).sort()
  const nested = await Promise.all(names.map((name) => filesOf(`${path}/${name}`)))
  return nested.flat()
}
