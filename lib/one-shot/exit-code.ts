import type { Verdict } from '@/lib/checks/verdict'

/** Exit code of the command line for wrong arguments, as sysexits.h has it. */
export const usageExitCode = 64

/**
 * 0: all ok. 1: something warns. 2: something fails. 3: something is unknown and nothing is worse.
 * What does not apply changes nothing; an audit that ran nothing has proven nothing, so it is unknown.
 */
export function exitCode(verdicts: readonly Verdict[]): 0 | 1 | 2 | 3 {
  if (verdicts.includes('fail')) return 2
  if (verdicts.includes('warn')) return 1
  return verdicts.length === 0 || verdicts.includes('unknown') ? 3 : 0
}
