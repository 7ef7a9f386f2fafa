import { expect, it } from 'vitest'
import { verdictAbove, verdictBelow } from './threshold'

it.each([
  [69.9, 'ok'],
  [70, 'warn'],
  [94.9, 'warn'],
  [95, 'fail'],
])('%s above 70 and 95 is %s', (value, verdict) => expect(verdictAbove(value, 70, 95)).toBe(verdict))

it.each([
  [10.1, 'ok'],
  [10, 'warn'],
  [5.1, 'warn'],
  [5, 'fail'],
])('%s below 10 and 5 is %s', (value, verdict) => expect(verdictBelow(value, 10, 5)).toBe(verdict))
