import { describe, expect, it } from 'vitest'
import { heatStep } from './year-weeks'

describe('how dark a day is', () => {
  it.each([
    [null, null],
    [100, 0],
    [99.9, 1],
    [90, 1],
    [75, 2],
    [50, 3],
    [49, 4],
    [0, 4],
  ])('%s: %s', (share, step) => {
    expect(heatStep({ share })).toBe(step)
  })
})
