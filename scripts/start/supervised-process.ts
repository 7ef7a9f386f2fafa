import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../project-root'
import { restartDelayMs } from './restart-delay'

export interface Supervised {
  name: string
  file: string
  env: NodeJS.ProcessEnv
  /** Where its output goes: a file descriptor, or 'inherit'. */
  output: number | 'inherit'
  /** Told about each start, and about each end that nobody asked for. */
  onStart: (pid: number) => void
  onCrash: (how: string, waitMs: number) => void
}

/** A process that is started again when it ends by itself, sooner at first, later when it keeps ending. */
export interface SupervisedProcess {
  /** Settles when the process sends "listening", or rejects when it ends three times before that. */
  listening: Promise<void>
  stop(patienceMs: number): Promise<void>
}

export function superviseProcess(options: Supervised): SupervisedProcess {
  const isStopping = new AbortController()
  let child: ChildProcess | null = null
  let isListening = false
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>()
  listening.catch(() => {}) // only the web process is waited for

  async function keepRunning(): Promise<void> {
    for (let crashes = 0; !isStopping.signal.aborted; ) {
      const began = performance.now()
      child = spawnChild(options)
      child.on('message', (message) => {
        if (message !== 'listening') return
        isListening = true
        resolve()
      })
      const how = await endOf(child)
      if (isStopping.signal.aborted) return
      crashes = performance.now() - began > 60_000 ? 1 : crashes + 1
      if (crashes >= 3 && !isListening)
        reject(new Error(`The ${options.name} process does not start (${how})`))
      const waitMs = restartDelayMs(crashes)
      options.onCrash(how, waitMs)
      await pause(waitMs, undefined, { signal: isStopping.signal }).catch(() => {})
    }
  }

  const ended = keepRunning()
  return {
    listening,
    stop: async (patienceMs) => {
      isStopping.abort()
      child?.kill('SIGTERM')
      const mercy = setTimeout(() => child?.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(mercy)
    },
  }
}

function spawnChild({ file, env, output, onStart }: Supervised): ChildProcess {
  const endWithParent = join(projectRoot, 'scripts', 'bootstrap', 'end-with-parent.mjs')
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', `file://${endWithParent}`, file],
    {
      cwd: projectRoot,
      env,
      // Ctrl-C reaches the launcher alone, which decides about the order.
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
    },
  )
  if (child.pid) onStart(child.pid)
  return child
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
  })
}
