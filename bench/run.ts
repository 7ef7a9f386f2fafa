import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '@/scripts/project-root'
import { type Benchmark, describeMachine, toMarkdown, withSection } from './report'
import { isSizeOption } from './support/size-option'

// npm run -s bench -- <name> [--json] [--rows=100000 …]
// Plain: progress, the tables, and the section of docs/performance.md (or of the benchmark's own page) is written anew.
// --json: one line {name, machine, metrics} on standard output and nothing else there.
const benchmarks: Readonly<Record<string, () => Promise<{ benchmark: Benchmark }>>> = {
  engine: () => import('./engine'),
  restart: () => import('./restart'),
  kill: () => import('./kill'),
  pages: () => import('./pages'),
  audits: () => import('./audits'),
  forecast: () => import('./forecast'),
  report: () => import('./weekly-report'),
  verify: () => import('./verify'),
  drill: () => import('./drill'),
}

async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const name = words.find((word) => !word.startsWith('-'))
  const load = name === undefined ? undefined : benchmarks[name]
  const strange = words.find((word) => word.startsWith('-') && word !== '--json' && !isSizeOption(word))
  if (name === undefined || !load || strange) {
    process.stderr.write(
      `Usage: npm run -s bench -- <${Object.keys(benchmarks).join('|')}> [--json] [--rows=…] [--files=…]\n`,
    )
    return 64
  }
  // What the tools in between say is for people; standard output belongs to the result alone.
  const print = process.stdout.write.bind(process.stdout)
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write
  process.env.LOG_LEVEL ??= 'silent'
  const { benchmark } = await load()
  const report = await benchmark.run((what) => process.stderr.write(`${what}\n`))
  const machine = describeMachine()
  if (words.includes('--json')) {
    print(`${JSON.stringify({ name, machine, metrics: report.metrics })}\n`)
    return 0
  }
  const section = toMarkdown(benchmark.title, machine, new Date(), report)
  print(`${section}\n`)
  const page = join(projectRoot, benchmark.page ?? 'docs/performance.md')
  await writeFile(page, withSection(await readFile(page, 'utf8'), name, section))
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `The benchmark stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exit(1)
  },
)
