import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project-root.mjs'

/** First major version that the project runs on; the pin in package.json is one of it. */
const FLOOR = 24

const platform = process.platform === 'win32' ? 'win' : process.platform
const suffix = process.platform === 'win32' ? '.exe' : ''
const candidate = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', `node${suffix}`)

/**
 * The Node that runs the project: the pinned one from node_modules, or this one where no pinned one
 * exists for the machine (macOS) and this one is new enough. Throws a sentence for people otherwise.
 * @returns {string} path of the program
 */
export function pinnedNode() {
  if (process.execPath === candidate) return process.execPath
  if (existsSync(candidate) && spawnSync(candidate, ['--version'], { stdio: 'ignore' }).status === 0)
    return candidate
  if (Number(process.versions.node.split('.')[0]) >= FLOOR) return process.execPath
  throw new Error(
    `This machine needs Node ${FLOOR} or newer (this is ${process.versions.node}; npm has no prebuilt Node for ${process.platform}-${process.arch}): install it from https://nodejs.org and run the command again.`,
  )
}
