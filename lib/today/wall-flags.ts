import type { FlagCounts } from './view'

/**
 * What a screen on the wall says of red flags: what is not known is never shown as none, and while no worker is at work
 * (`silent`) nobody knows that none is raised. Pure.
 */
export function wallFlags(
  { raised, unknown, judged }: FlagCounts,
  silent: boolean,
): {
  shape: 'fail' | 'unknown' | 'ok'
  /** Null: nobody has judged any. */
  number: number | null
  word: string
} {
  if (judged === 0) return { shape: 'unknown', number: null, word: 'red flags not judged yet' }
  const rest = unknown > 0 ? `, ${unknown} unknown` : ''
  return {
    shape: raised > 0 ? 'fail' : unknown > 0 || silent ? 'unknown' : 'ok',
    number: raised,
    word: `${raised === 1 ? 'red flag' : 'red flags'}${rest}`,
  }
}
