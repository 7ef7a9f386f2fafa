/** How a command of the user ended. */
export interface CommandOutcome {
  code: number | null
  /** Its last lines on standard output and standard error, at most 4 kB. */
  tail: string
  durationMs: number
  isOutOfTime: boolean
}

/** Runs a user's command (argv, no shell) to prove that an application starts on the restored database. */
export async function runCommand(
  _argv: readonly string[],
  _how: {
    environment: Readonly<Record<string, string>>
    folder: string
    timeMs: number
    signal: AbortSignal
  },
): Promise<CommandOutcome> {
  throw new Error('not written yet')
}
