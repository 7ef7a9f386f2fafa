import { expect, it } from 'vitest'
import { driverFault, loadFault } from './driver-fault'

const thrown = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {})

it.each([
  [thrown('invalid page in block 3', 'XX001'), { isDamage: true, isGone: false }],
  [thrown('duplicate key.', '23505'), { said: 'duplicate key', isDamage: false, isGone: false }],
  [thrown('terminating connection', '57P01'), { isDamage: false, isGone: true }],
  [thrown('read ECONNRESET', 'ECONNRESET'), { isGone: true }],
  [thrown('Connection terminated unexpectedly'), { isGone: true }],
])('%s', (error, seen) => {
  expect(driverFault(error)).toMatchObject(seen)
})

it('takes no slip of this program for an answer', () => {
  expect(driverFault(new TypeError('undefined is not a function'))).toBeNull()
  expect(driverFault('text')).toBeNull()
})

it('blames a backup whose rows are refused, and not one whose place was gone', () => {
  expect(loadFault(thrown('duplicate key', '23505'), 'orders.tar')).toMatchObject({
    kind: 'invalid',
    message: 'Restoring orders.tar stopped: duplicate key.',
  })
  expect(loadFault(thrown('Connection terminated unexpectedly'), 'orders.tar')).toMatchObject({
    kind: 'unavailable',
  })
  const slip = new TypeError('x')
  expect(loadFault(slip, 'orders.tar')).toBe(slip)
})
