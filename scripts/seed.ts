import { migrate } from './database/migrate'
import { seedDatabase } from './seed/seed-database'
import { withOwnDatabase } from './start/own-database'

// npm run seed -- --systems 1000 [--seed 1]: made-up systems with 90 days of history, to try out and to measure.

const usage = 'Usage: npm run seed -- --systems <1 to 20000> [--seed <number>]\n'

function option(name: string, fallback: number): number {
  const words = process.argv.slice(2).flatMap((word) => word.split('='))
  const index = words.indexOf(`--${name}`)
  return index < 0 ? fallback : Number(words[index + 1])
}

async function main(): Promise<number> {
  const systems = option('systems', Number.NaN)
  const seed = option('seed', 1)
  if (!Number.isInteger(systems) || systems < 1 || systems > 20_000 || !Number.isInteger(seed)) {
    process.stderr.write(usage)
    return 64
  }
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(6)
  const counts = await withOwnDatabase(async (url) => {
    await migrate(url)
    return seedDatabase(url, {
      systems,
      seed,
      progress: (what) => process.stderr.write(`${seconds()} s  ${what}\n`),
    })
  })
  process.stdout.write(
    `${counts.systems} systems, ${counts.checks} checks and ${counts.findings} findings in ${seconds().trim()} s.\n`,
  )
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
