import { spawn } from 'node:child_process'
import { bundle } from './bundle.mjs'
import { install } from './install.mjs'
import { otherNode } from './pinned-node.mjs'
import { generatePrismaClient } from './prisma-client.mjs'
import { root } from './project-root.mjs'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * What both commands begin with on a machine where nothing is there yet: packages, the pinned Node,
 * the database client. Then runs a TypeScript entry.
 * @param {string} script the .mjs that was started, to start it again on the pinned Node
 * @param {string} entry the TypeScript entry
 */
export async function prepareAndRun(script, entry) {
  try {
    process.chdir(root)
    await install()
    const other = otherNode()
    if (other) return reExecute(other, script)
    await generatePrismaClient()
    process.setSourceMapsEnabled(true)
    await import(`file://${await bundle(entry)}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

/** Hands over to another Node; the channel tells the child when this process is gone. */
function reExecute({ program, env }, script) {
  const child = spawn(program, [script, ...process.argv.slice(2)], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
}
