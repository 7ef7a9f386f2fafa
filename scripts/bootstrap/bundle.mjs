import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { root } from './project-root.mjs'

const DAY_MS = 86_400_000

/**
 * Bundles a TypeScript entry into one file under .build/ (packages stay outside) and returns its path.
 * The name carries a hash of the content: what runs is never overwritten.
 * @param {string} entry path from the project's root
 * @returns {Promise<string>}
 */
export async function bundle(entry) {
  const { buildSync } = await import('esbuild')
  const name = basename(entry).replace(/\.[cm]?tsx?$/, '')
  // Synchronously: the other way leaves a helper process that lives as long as this one.
  const result = buildSync({
    absWorkingDir: root,
    entryPoints: [isAbsolute(entry) ? entry : `./${entry.replace(/^\.\//, '')}`],
    outfile: join(root, '.build', `${name}.mjs`),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    jsx: 'automatic',
    logLevel: 'warning',
  })
  const { contents } = result.outputFiles[0]
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12)
  const folder = join(root, '.build')
  const file = join(folder, `${name}-${hash}.mjs`)
  if (await isFile(file)) return file
  await mkdir(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, contents)
  await rename(unfinished, file)
  await removeOld(folder, name, file)
  return file
}

async function removeOld(folder, name, current) {
  const pattern = new RegExp(`^${name}-[0-9a-f]{12}\\.mjs$`)
  for (const other of await readdir(folder)) {
    const path = join(folder, other)
    if (!pattern.test(other) || path === current) continue
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now())
    if (age > DAY_MS) await rm(path, { force: true })
  }
}

async function isFile(path) {
  return (await stat(path).catch(() => null))?.isFile() ?? false
}
