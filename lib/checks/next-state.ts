import { isConclusive, type Verdict } from './verdict'

/** What is believed about a check, after hysteresis, and how it got there. */
export interface CheckState {
  verdict: Verdict
  /** When `verdict` last changed. */
  since: Date
  /** Verdict of the last run. */
  streakVerdict: Verdict
  /** Consecutive runs that say the same: well (ok, not-applicable), bad (warn, fail), or unknown. */
  streakCount: number
  /** Last run that said something about the target. */
  conclusiveAt: Date | null
  lastOkAt: Date | null
  /** From then on the state reads unknown, whatever it says. */
  staleAfter: Date
}

/** How quickly the state follows the runs; all four belong to the check. */
export interface StatePolicy {
  failAfter: number
  okAfter: number
  intervalSeconds: number
  graceSeconds: number
}

/** More changes of state than this within 24 h are flapping, a finding of its own. */
export const flappingAbove = 6

type Tendency = 'well' | 'bad' | 'unknown'

const tendencies: Readonly<Record<Verdict, Tendency>> = {
  ok: 'well',
  'not-applicable': 'well',
  warn: 'bad',
  fail: 'bad',
  unknown: 'unknown',
}

/**
 * The state after one more run.
 *
 * The first conclusive run ever is believed at once, as is the first good one after a time of not
 * knowing. Otherwise bad news needs `failAfter` and good news after bad needs `okAfter` consecutive
 * runs. A run that could not look never erases a conclusive verdict by itself: `failAfter` of them do,
 * or 2 intervals + grace without a conclusive run.
 */
export function nextState(
  previous: CheckState | null,
  run: { verdict: Verdict; finishedAt: Date },
  policy: StatePolicy,
): CheckState {
  const conclusive = isConclusive(run.verdict)
  const continued = previous !== null && tendencies[previous.streakVerdict] === tendencies[run.verdict]
  const streakCount = continued ? previous.streakCount + 1 : 1
  const verdict = follow(previous, run, streakCount, policy)
  return {
    verdict,
    since: previous?.verdict === verdict ? previous.since : run.finishedAt,
    streakVerdict: run.verdict,
    streakCount,
    conclusiveAt: conclusive ? run.finishedAt : (previous?.conclusiveAt ?? null),
    lastOkAt: run.verdict === 'ok' ? run.finishedAt : (previous?.lastOkAt ?? null),
    staleAfter: conclusive || previous === null ? staleAfter(run.finishedAt, policy) : previous.staleAfter,
  }
}

/** End of a conclusive verdict's life without another one: 2 intervals + grace. */
export function staleAfter(
  conclusiveAt: Date,
  policy: Pick<StatePolicy, 'intervalSeconds' | 'graceSeconds'>,
): Date {
  return new Date(conclusiveAt.getTime() + (2 * policy.intervalSeconds + policy.graceSeconds) * 1000)
}

/** The state of a check from which nothing conclusive came in time. */
export function silentState(previous: CheckState, now: Date): CheckState {
  return previous.verdict === 'unknown' ? previous : { ...previous, verdict: 'unknown', since: now }
}

function follow(
  previous: CheckState | null,
  run: { verdict: Verdict; finishedAt: Date },
  streak: number,
  policy: StatePolicy,
): Verdict {
  if (previous === null) return run.verdict
  const believed = tendencies[previous.verdict]
  switch (tendencies[run.verdict]) {
    case 'unknown':
      return streak >= policy.failAfter || run.finishedAt >= previous.staleAfter
        ? 'unknown'
        : previous.verdict
    case 'bad': {
      const nothingToLose = previous.conclusiveAt === null || believed === 'bad'
      return nothingToLose || streak >= policy.failAfter ? run.verdict : previous.verdict
    }
    case 'well':
      return believed !== 'bad' || streak >= policy.okAfter ? run.verdict : previous.verdict
  }
}
