import { spawn } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A program that is run for a backup. */
export interface ProgramWish {
  program: string
  args: readonly string[]
  /** Everything that it finds in its environment; nothing of this process's is added but LC_ALL and TZ. */
  environment?: Readonly<Record<string, string>>
  folder?: string
  /** Under whose rights; null: this process's. */
  account?: { uid: number; gid: number } | null
  /** An open file, or a stream, as its standard input. */
  input?: FileHandle | Readable | null
  onOutput?: (chunk: Buffer) => void
  /** Each line of standard error as it comes. */
  onComplaint?: (line: string) => void
  signal: AbortSignal
}

export interface ProgramEnd {
  code: number | null
  signal: NodeJS.Signals | null
  /** The last 16 kB of standard error. */
  complaint: string
}

const keptComplaint = 16_384

/**
 * Runs a program to its end without a shell. When the signal rings, its whole process group is ended. Throws the
 * signal's reason then, and the error of the operating system when the program cannot be started.
 */
export async function runProgram(wish: ProgramWish): Promise<ProgramEnd> {
  wish.signal.throwIfAborted()
  const isFile = wish.input && 'fd' in wish.input
  const child = spawn(wish.program, [...wish.args], {
    cwd: wish.folder ?? '/',
    env: { LC_ALL: 'C', TZ: 'UTC', ...wish.environment } as unknown as NodeJS.ProcessEnv,
    ...(wish.account ? { uid: wish.account.uid, gid: wish.account.gid } : {}),
    // A group of its own, so that its children end with it.
    detached: true,
    stdio: [isFile ? (wish.input as FileHandle).fd : wish.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
  const stop = () => endGroup(child.pid)
  wish.signal.addEventListener('abort', stop, { once: true })
  let complaint = ''
  let line = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-keptComplaint)
    const lines = (line + chunk.toString('utf8')).split('\n')
    line = (lines.pop() ?? '').slice(-keptComplaint)
    for (const whole of lines) wish.onComplaint?.(whole)
  })
  child.stdout?.on('data', (chunk: Buffer) => wish.onOutput?.(chunk))
  try {
    const fed = !isFile && wish.input && child.stdin ? feed(wish.input as Readable, child.stdin) : null
    const end = await new Promise<ProgramEnd>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, complaint: complaint.trim() }))
    })
    wish.signal.throwIfAborted()
    const fault = await fed
    // A program that ended well although its input broke off was not given all of it.
    if (fault && end.code === 0) throw fault
    return end
  } finally {
    wish.signal.removeEventListener('abort', stop)
    if (wish.input && !isFile) (wish.input as Readable).destroy()
  }
}

/** A program that ends early closes its input: that is told by its exit, not here. */
async function feed(input: Readable, to: NodeJS.WritableStream): Promise<Error | null> {
  try {
    await pipeline(input, to)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function endGroup(pid: number | undefined): void {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it ended meanwhile
  }
}
