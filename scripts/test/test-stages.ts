import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../project-root'
import { ensureBuilt } from '../start/next-build'
import { provideBackupPrograms } from './backup-programs'
import { findChromium } from './find-chromium'
import { show, tool } from './run-command'
import type { Outcome, Stage } from './stage'

const results = join(projectRoot, 'test-results')

/** A run that failed without a failed case (a file that does not load, say) still counts as failed. */
const atLeastOneFailure = (outcome: Outcome, code: number): Outcome =>
  code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome

async function vitest(project: string): Promise<Outcome> {
  const report = join(results, `${project}.json`)
  await prepareReport(report)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await show([...tool('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters])
  const {
    numPassedTests: passed = 0,
    numFailedTests: failed = 0,
    numPendingTests: skipped = 0,
  } = await readReport<Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number>>(report)
  return atLeastOneFailure({ passed, failed, skipped }, code)
}

async function browser(): Promise<Outcome> {
  const chromium = await findChromium()
  await provideBackupPrograms()
  await ensureBuilt()
  const report = join(results, 'browser.json')
  await prepareReport(report)
  const code = await show([...tool('@playwright', 'test', 'cli.js'), 'test'], { CHROMIUM_PATH: chromium })
  const { stats } = await readReport<{
    stats: { expected: number; flaky: number; unexpected: number; skipped: number }
  }>(report)
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats ?? {}
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, code)
}

/** A report of an earlier run must never be counted. */
async function prepareReport(file: string): Promise<void> {
  await mkdir(results, { recursive: true })
  await rm(file, { force: true })
}

async function readReport<Report>(file: string): Promise<Partial<Report>> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  return JSON.parse(text)
}

export const testStages: Stage[] = [
  { name: 'unit', run: () => vitest('unit') },
  {
    name: 'database',
    run: async () => {
      await provideBackupPrograms()
      return vitest('database')
    },
  },
  { name: 'browser', run: browser },
]
