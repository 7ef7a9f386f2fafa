import { describe, expect, it } from 'vitest'
import { oldAfterSeconds, screenAge } from './screen-age'

describe('the age of a screen', () => {
  it.each([
    [0, 0, false],
    [12_400, 12, false],
    [oldAfterSeconds * 1000, oldAfterSeconds, false],
    [(oldAfterSeconds + 1) * 1000, oldAfterSeconds + 1, true],
    [3_600_000, 3600, true],
    // A clock that was set back does not make anything younger than now.
    [-60_000, 0, false],
  ])('%d ms after it was read is %d s, too old: %s', (later, seconds, isOld) => {
    expect(screenAge(1_000_000, 1_000_000 + later)).toEqual({ seconds, isOld })
  })
})
