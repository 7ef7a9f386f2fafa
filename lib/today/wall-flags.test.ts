import { expect, it } from 'vitest'
import { wallFlags } from './wall-flags'

it.each([
  [{ raised: 0, unknown: 0, judged: 0 }, 'unknown', null, 'red flags not judged yet'],
  [{ raised: 0, unknown: 0, judged: 6 }, 'ok', 0, 'red flags'],
  [{ raised: 0, unknown: 2, judged: 6 }, 'unknown', 0, 'red flags, 2 unknown'],
  [{ raised: 1, unknown: 0, judged: 6 }, 'fail', 1, 'red flag'],
  [{ raised: 3, unknown: 1, judged: 6 }, 'fail', 3, 'red flags, 1 unknown'],
] as const)('%j is %s', (counts, shape, number, word) => {
  expect(wallFlags(counts)).toEqual({ shape, number, word })
})
