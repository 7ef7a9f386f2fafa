import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project-root.mjs'

/** First major version that the project runs on; the pin in package.json is one of it. */
const FLOOR = 24

/** Tells a child that it was started again on the pinned Node: it is never started a third time. */
const MARK = 'WHEELTAPPER_ON_PINNED_NODE'

const platform = process.platform === 'win32' ? 'win' : process.platform
const suffix = process.platform === 'win32' ? '.exe' : ''
const candidate = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', `node${suffix}`)

/**
 * The other Node that the project must run on, or null where this one is right: the pinned one from
 * node_modules, or this one where no pinned one exists for the machine (macOS) and this one is new enough.
 * Throws a sentence for people otherwise.
 * @returns {{ program: string, env: NodeJS.ProcessEnv } | null} what to start, and with which environment
 */
export function otherNode() {
  const isMarked = process.env[MARK] !== undefined
  // Not for the processes that this one starts: they may be on yet another Node.
  delete process.env[MARK]
  if (isMarked || isThisOne(candidate)) return null
  if (existsSync(candidate) && spawnSync(candidate, ['--version'], { stdio: 'ignore' }).status === 0)
    return { program: candidate, env: { ...process.env, [MARK]: '1' } }
  if (Number(process.versions.node.split('.')[0]) >= FLOOR) return null
  throw new Error(
    `This machine needs Node ${FLOOR} or newer (this is ${process.versions.node}; npm has no prebuilt Node for ${process.platform}-${process.arch}): install it from https://nodejs.org and run the command again.`,
  )
}

/** Through links too: node_modules may be one, and process.execPath never is. */
function isThisOne(/** @type {string} */ program) {
  return existsSync(program) && realpathSync(program) === realpathSync(process.execPath)
}
