import { spawn } from 'node:child_process'
import { root } from './project-root.mjs'

const TAIL_CHARACTERS = 12_000

/**
 * Runs a program in the project's root and waits for its end; throws its last words when it fails.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ env?: NodeJS.ProcessEnv, what: string }} options `what` names the step in the error
 * @returns {Promise<void>}
 */
export async function runProgram(program, parameters, { env = process.env, what }) {
  const child = spawn(program, parameters, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let tail = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    tail = (tail + chunk.toString()).slice(-TAIL_CHARACTERS)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const outcome = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  if (outcome !== 0) throw new Error(`${what} failed (${outcome}):\n${withoutNoise(tail)}`)
}

/** npm follows its complaint with a manual page. */
function withoutNoise(/** @type {string} */ text) {
  const lines = text
    .split('\n')
    .filter((line) => !/^npm (warn|error (Usage|Options|Run "npm help|\[--))|EBADENGINE/.test(line))
  const manual = lines.indexOf('npm error Clean install a project')
  return (manual < 0 ? lines : lines.slice(0, manual)).join('\n').trim()
}
