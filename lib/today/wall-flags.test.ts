import { expect, it } from 'vitest'
import { wallFlags } from './wall-flags'

it.each([
  [{ raised: 0, unknown: 0, judged: 0 }, 'unknown', null, 'red flags not judged yet'],
  [{ raised: 0, unknown: 0, judged: 6 }, 'ok', 0, 'red flags'],
  [{ raised: 0, unknown: 2, judged: 6 }, 'unknown', 0, 'red flags, 2 unknown'],
  [{ raised: 1, unknown: 0, judged: 6 }, 'fail', 1, 'red flag'],
  [{ raised: 3, unknown: 1, judged: 6 }, 'fail', 3, 'red flags, 1 unknown'],
] as const)('%j is %s', (counts, shape, number, word) => {
  expect(wallFlags(counts, false)).toEqual({ shape, number, word })
})

it('is not known to be none while no worker is at work', () => {
  const clear = { raised: 0, unknown: 0, judged: 6 }
  expect(wallFlags(clear, true)).toEqual({ shape: 'unknown', number: 0, word: 'red flags' })
  expect(wallFlags({ ...clear, raised: 2 }, true).shape).toBe('fail')
})
