// `npm test [-- stage …]`. Runs on any Node >= 20 with nothing installed; everything else follows from here.
const major = Number.parseInt(process.versions.node, 10)
if (major < 20) {
  console.error(
    `The tests need Node 20 or newer to start; this is ${process.versions.node}. Install one from https://nodejs.org.`,
  )
  process.exit(1)
}

const { prepareAndRun } = await import('./bootstrap/prepare.mjs')
await prepareAndRun('scripts/test.mjs', 'scripts/test/run-stages.ts')
