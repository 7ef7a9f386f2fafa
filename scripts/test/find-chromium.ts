import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { step } from '../bootstrap/progress.mjs'
import { runProgram } from '../bootstrap/run-program.mjs'
import { tool } from './run-command'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const DOWNLOAD = 'https://cdn.playwright.dev'

/**
 * Path of a Chromium that runs: CHROMIUM_PATH, Playwright's own, one on the PATH; else one is installed:
 * Playwright's where it can be downloaded, Debian's for root. Throws one sentence when there is none.
 */
export async function findChromium(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (runs(chosen)) return chosen
    throw new Error(
      `CHROMIUM_PATH: ${chosen} is no Chromium that runs here. Give the path of one, or unset it to have one found.`,
    )
  }
  const found = findInstalled()
  if (found) return found
  for (const install of [installPlaywrights, installDebians]) {
    await install()
    const installed = findInstalled()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need a Chromium, and none was found nor could be installed. Install Chromium or Google Chrome and run the tests again, or name it: CHROMIUM_PATH=/path/to/chromium npm test',
  )
}

function findInstalled(): string | null {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [chromium.executablePath(), ...onPath, ...MAC].find((path) => existsSync(path) && runs(path)) ?? null
}

/** Playwright's download exists on machines that lack its libraries: only a start proves it. */
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    return false
  }
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

async function installPlaywrights(): Promise<void> {
  // Asked first, because the installer tries for minutes where it cannot be reached.
  const isReachable = await fetch(DOWNLOAD, { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  )
  if (!isReachable) return
  const [program = '', ...parameters] = tool('@playwright', 'test', 'cli.js')
  await step('Downloading Chromium', () =>
    runProgram(program, [...parameters, 'install', 'chromium'], { what: '`playwright install chromium`' }),
  ).catch(ignore)
}

async function installDebians(): Promise<void> {
  const isPossible =
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (!isPossible) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step('Installing Chromium with apt-get', async () => {
    await runProgram('apt-get', ['update'], { env, what: '`apt-get update`' })
    await runProgram('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], {
      env,
      what: '`apt-get install chromium`',
    })
  }).catch(ignore)
}

/** The next way is tried; the closing sentence says what to do when all fail. */
function ignore(error: unknown): void {
  console.error(error instanceof Error ? error.message.split('\n').slice(0, 3).join('\n') : error)
}
