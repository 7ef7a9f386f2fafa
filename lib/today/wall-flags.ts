import type { FlagCounts } from './view'

/** What a screen on the wall says of red flags: what is not known is never shown as none. Pure. */
export function wallFlags({ raised, unknown, judged }: FlagCounts): {
  shape: 'fail' | 'unknown' | 'ok'
  /** Null: nobody has judged any. */
  number: number | null
  word: string
} {
  if (judged === 0) return { shape: 'unknown', number: null, word: 'red flags not judged yet' }
  const rest = unknown > 0 ? `, ${unknown} unknown` : ''
  return {
    shape: raised > 0 ? 'fail' : unknown > 0 ? 'unknown' : 'ok',
    number: raised,
    word: `${raised === 1 ? 'red flag' : 'red flags'}${rest}`,
  }
}
