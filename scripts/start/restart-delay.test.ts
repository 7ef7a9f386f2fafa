import { expect, it } from 'vitest'
import { restartDelayMs } from './restart-delay'

it.each([
  [0, 250],
  [1, 250],
  [2, 500],
  [5, 4_000],
  [8, 30_000],
  [2_000, 30_000],
])('waits after %i crashes for %i ms', (crashes, ms) => {
  expect(restartDelayMs(crashes)).toBe(ms)
})
