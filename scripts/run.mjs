// node scripts/run.mjs <entry.ts> [arguments]: runs a TypeScript entry of this project.
// Plain JavaScript for any Node >= 20, because it is what starts everything else.
import { spawn } from 'node:child_process'
import { bundle } from './bootstrap/bundle.mjs'
import { pinnedNode } from './bootstrap/pinned-node.mjs'

const [entry, ...parameters] = process.argv.slice(2)
if (!entry) {
  console.error('Usage: node scripts/run.mjs <entry.ts> [arguments]')
  process.exit(64)
}

const node = pinnedNode()
const file = await bundle(entry)
if (node === process.execPath) {
  process.argv.splice(1, 2, file)
  process.setSourceMapsEnabled(true)
  await import(`file://${file}`)
} else {
  const child = spawn(node, ['--enable-source-maps', file, ...parameters], { stdio: 'inherit' })
  // Ctrl-C reaches the child as well; it decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0)
  })
}
