import { runProgram } from '@/lib/archives/run-program'
import { searchPath } from '@/lib/env'

/** How a command of the user ended. */
export interface CommandOutcome {
  code: number | null
  /** Its last lines on standard output and standard error, at most 4 kB, without the password of the database. */
  tail: string
  durationMs: number
  isOutOfTime: boolean
}

const keptTail = 4_096

/** Programs print what they were given when they fail, and everybody may read what they print. Pure. */
function withoutPassword(text: string, password = ''): string {
  const spellings = new Set([password, encodeURIComponent(password), JSON.stringify(password).slice(1, -1)])
  return [...spellings]
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, spelling) => rest.replaceAll(spelling, '***'), text)
}

/**
 * Runs a user's command (argv, no shell) to prove that an application starts on the restored database. It finds the
 * search path and what is given in its environment, nothing else of the worker's. Throws the signal's reason, and a
 * plain error when there is no such program.
 */
export async function runCommand(
  argv: readonly string[],
  how: {
    environment: Readonly<Record<string, string>>
    folder: string
    timeMs: number
    signal: AbortSignal
    /** Under whose rights; left out: the worker's own. */
    account?: { uid: number; gid: number } | null
  },
): Promise<CommandOutcome> {
  const [program, ...args] = argv
  if (!program) throw new Error('the command is empty')
  const late = AbortSignal.timeout(how.timeMs)
  const start = performance.now()
  let tail = ''
  const keep = (text: string) => {
    // More than is told: a password that is cut in two would not be found.
    tail = (tail + text).slice(-2 * keptTail)
  }
  const outcome = (code: number | null): CommandOutcome => ({
    code,
    tail: withoutPassword(tail, how.environment.PGPASSWORD).slice(-keptTail).trim(),
    durationMs: performance.now() - start,
    isOutOfTime: late.aborted,
  })
  try {
    const end = await runProgram({
      program,
      args,
      environment: { PATH: searchPath(), HOME: how.folder, ...how.environment },
      folder: how.folder,
      account: how.account ?? null,
      signal: AbortSignal.any([how.signal, late]),
      onOutput: (chunk) => keep(chunk.toString('utf8')),
      onComplaint: (line) => keep(`${line}\n`),
    })
    return outcome(end.code)
  } catch (error) {
    if (how.signal.aborted) throw how.signal.reason
    if (late.aborted) return outcome(null)
    const { code } = error as NodeJS.ErrnoException
    throw new Error(
      code === 'ENOENT' ? `there is no program ${program} on the worker's machine` : String(error),
    )
  }
}
