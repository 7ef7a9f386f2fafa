import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { bundle } from '../../scripts/bootstrap/bundle.mjs'
import { projectRoot } from '../../scripts/project-root'

const endWithParent = `file://${join(projectRoot, 'scripts', 'bootstrap', 'end-with-parent.mjs')}`

/** Files by their entry: the sources stay as they are while journeys run. */
const files = new Map<string, Promise<string>>()

function fileOf(entry: string): Promise<string> {
  const file = files.get(entry) ?? bundle(entry)
  files.set(entry, file)
  return file
}

/** One process of the product as `npm start` runs it, with its output kept for a failing test. */
export class ProductProcess {
  readonly #entry: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | null = null
  output = ''

  constructor(entry: string, env: NodeJS.ProcessEnv) {
    this.#entry = entry
    this.#env = env
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  async start(): Promise<ChildProcess> {
    const file = await fileOf(this.#entry)
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', endWithParent, file], {
      cwd: projectRoot,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const keep = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-20_000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    this.#child = child
    return child
  }

  /** Starts it and waits for its first message; its output is the error when it ends before that. */
  async startAndHear<Message>(): Promise<Message> {
    const child = await this.start()
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as Message))
      child.once('exit', (code) => reject(new Error(`${this.#entry} ended (${code}):\n${this.output}`)))
    })
  }

  /** Ends it and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}
