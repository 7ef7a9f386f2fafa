import { describe, expect, it } from 'vitest'
import { attemptPauses, outagePauses, pauseAfter } from './pauses'

describe('pauses of a message', () => {
  it('last three days in all', () => {
    expect(attemptPauses.reduce((sum, pause) => sum + pause, 0)).toBe(72 * 3600)
  })

  it('begin with a minute, are never longer than half a day, and end', () => {
    expect(pauseAfter(1)).toBe(60)
    expect(Math.max(...attemptPauses)).toBe(12 * 3600)
    expect(pauseAfter(attemptPauses.length)).toBeGreaterThan(0)
    expect(pauseAfter(attemptPauses.length + 1)).toBeNull()
  })
})

describe('pauses of a channel', () => {
  it('grow, and let a server that is back wait for five minutes at most', () => {
    expect([...outagePauses].sort((a, b) => a - b)).toEqual(outagePauses)
    expect(outagePauses.at(-1)).toBe(300)
  })
})
