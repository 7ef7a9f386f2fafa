import type { Verdict } from './verdict'

/** Verdict of a number that is worse the higher it is; reaching a threshold counts. */
export function verdictAbove(value: number, warn: number, fail: number): Verdict {
  return value >= fail ? 'fail' : value >= warn ? 'warn' : 'ok'
}

/** Verdict of a number that is worse the lower it is; reaching a threshold counts. */
export function verdictBelow(value: number, warn: number, fail: number): Verdict {
  return value <= fail ? 'fail' : value <= warn ? 'warn' : 'ok'
}
