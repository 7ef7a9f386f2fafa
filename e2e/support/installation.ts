import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../scripts/database/postgres-process'
import { projectRoot } from '../../scripts/project-root'

/** The command of the README that starts the product; a test compares the two. */
export const startCommand = ['npm', 'start']

/** An installation with folders of its own, started the way the README says. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'wheeltapper-start-'))
  readonly env: Record<string, string>
  readonly #launchers: ChildProcess[] = []
  output = ''

  private constructor(
    readonly port: number,
    env: Record<string, string>,
  ) {
    this.env = {
      PORT: String(port),
      DATA_DIRECTORY: join(this.folder, 'data'),
      SECRETS_DIRECTORY: join(this.folder, 'secrets'),
      BACKUP_DIRECTORY: join(this.folder, 'backups'),
      DATABASE_URL: '',
      ...env,
    }
  }

  static async create(env: Record<string, string> = {}): Promise<Installation> {
    const installation = new Installation(await freePort(), env)
    // Root's temporary folder is closed to the database's user otherwise.
    await chmod(installation.folder, 0o755)
    return installation
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Runs a command of the README in the project's folder. */
  launch([program = '', ...parameters] = startCommand): ChildProcess {
    this.output = ''
    const child = spawn(program, parameters, {
      cwd: projectRoot,
      // npm's own headline is not what is asked for here.
      env: { ...process.env, ...this.env, npm_config_loglevel: 'silent' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    this.#launchers.push(child)
    return child
  }

  /** Starts and waits for the line with the address. Returns the milliseconds until a page was served. */
  async start(): Promise<number> {
    const began = performance.now()
    const child = this.launch()
    await until(() => {
      if (child.exitCode !== null) throw new Error(`npm start ended (${child.exitCode}):\n${this.output}`)
      return this.output.includes('Wheeltapper is ready at ')
    }, 120_000)
    await fetch(`${this.url}/login`)
    return performance.now() - began
  }

  /** Runs a command to its end. */
  async run(command = startCommand): Promise<{ code: number | null; output: string }> {
    const child = this.launch(command)
    const [code] = await once(child, 'exit')
    return { code, output: this.output }
  }

  /** Process ids by role, as the launcher recorded them. */
  processes(): { launcher: number; others: number[] } {
    const read = (name: string) => JSON.parse(readFileSync(join(this.env.DATA_DIRECTORY ?? '', name), 'utf8'))
    return { launcher: read('running').pid, others: read('processes').map(({ pid }: { pid: number }) => pid) }
  }

  /** Sends the launcher what Ctrl-C or a service manager sends, and waits for its end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#launchers.at(-1)
    if (!child || child.exitCode !== null) return
    process.kill(this.processes().launcher, signal)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop().catch(() => {})
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** Waits for a condition; a test must not wait longer than it says. */
export async function until(isSo: () => boolean | Promise<boolean>, patienceMs: number): Promise<void> {
  const limit = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error(`waited ${patienceMs / 1000} s in vain`)
    await pause(50)
  }
}
