import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { bundle } from '../bootstrap/bundle.mjs'

/** A real worker process of its own. */
export interface WorkerProcess {
  pid: number
  /** Its log, one JSON line per entry. */
  log: { msg?: string; worker?: string; [key: string]: unknown }[]
  /** Id of its row in `worker`; empty until it has logged its start. */
  id(): string
  send(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** Bundled once per test file, also when workers start at the same moment. */
let bundled: Promise<string> | undefined

/** Starts a worker as production does, on this database; leases are short so that tests are. */
export async function startWorkerProcess(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<WorkerProcess> {
  bundled ??= bundle('scripts/worker.ts')
  const child: ChildProcess = spawn(process.execPath, [await bundled], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      EGRESS_ALLOW_CIDRS: '127.0.0.0/8',
      WORKER_LEASE_SECONDS: '1',
      LOG_LEVEL: 'debug',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const log: WorkerProcess['log'] = []
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('{')) log.push(JSON.parse(line))
  })
  return {
    pid: child.pid ?? 0,
    log,
    id: () => log.find(({ msg }) => msg === 'worker started')?.worker ?? '',
    send: (signal) => void child.kill(signal),
    ended: once(child, 'exit').then(([code, signal]) => code ?? signal),
  }
}
