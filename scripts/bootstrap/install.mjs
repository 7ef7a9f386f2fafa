import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { step } from './progress.mjs'
import { root } from './project-root.mjs'
import { runProgram } from './run-program.mjs'

/** Installs exactly what package-lock.json says, unless that is what lies in node_modules already. */
export async function install() {
  if (isInstalled()) return
  const [program, ...parameters] = npm()
  // Install scripts are not run: the two that matter (links of PostgreSQL, Prisma's client) are made by
  // this project itself, and the others would download from places beside the registry.
  const options = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-progress',
  ]
  const env = { ...process.env, NODE_ENV: '' }
  await step('Installing packages', () =>
    runProgram(program, [...parameters, ...options], { env, what: '`npm ci`' }),
  )
  if (!isInstalled())
    throw new Error(
      '`npm ci` ended well, but node_modules does not match package-lock.json. Delete node_modules and try again.',
    )
}

/** npm writes its own copy of the lockfile into node_modules as the last act of an installation. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = present[path]
    if (found ? found.version !== entry.version : !entry.optional && !entry.devOptional && !entry.peer)
      return false
  }
  if (Object.keys(present).some((path) => !wanted[path])) return false
  const own = wanted['']
  return Object.keys({ ...own?.dependencies, ...own?.devDependencies }).every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  )
}

/** @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean, peer?: boolean, dependencies?: object, devDependencies?: object }> | null} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/** The npm that started this, else the one that came with this Node, else the one on the PATH. */
function npm() {
  const folder = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath,
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const script = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  return script ? [process.execPath, script] : ['npm']
}
