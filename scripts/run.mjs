// node scripts/run.mjs <entry.ts> [arguments]: runs a TypeScript entry of this project.
// Plain JavaScript for any Node >= 20, with nothing installed: the first command may be this one.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bootstrap/bundle.mjs'
import { install } from './bootstrap/install.mjs'
import { loadSettings } from './bootstrap/load-settings.mjs'
import { otherNode } from './bootstrap/pinned-node.mjs'
import { generatePrismaClient } from './bootstrap/prisma-client.mjs'
import { root } from './bootstrap/project-root.mjs'

const [entry, ...parameters] = process.argv.slice(2)

async function run(entry) {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) await install()
  const other = otherNode()
  if (other) return reExecute(other)
  loadSettings()
  if (!existsSync(join(root, 'lib', 'db', 'generated', 'client.ts'))) await generatePrismaClient()
  const file = await bundle(entry)
  process.argv.splice(1, 2, file)
  process.setSourceMapsEnabled(true)
  await import(`file://${file}`)
}

function reExecute({ program, env }) {
  const script = join(root, 'scripts', 'run.mjs')
  const child = spawn(program, [script, entry, ...parameters], { env, stdio: 'inherit' })
  // Ctrl-C reaches the child as well, which decides when to end.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

if (entry) {
  await run(entry).catch((error) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error)
    process.exitCode = 1
  })
} else {
  console.error('Usage: node scripts/run.mjs <entry.ts> [arguments]')
  process.exitCode = 64
}
