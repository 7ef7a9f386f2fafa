import { expect, it } from 'vitest'
import { lengthOf, measuredState, measuredText, recoveryTime } from './measured-time'

it.each([
  [660, 3_600, true, 'ok', '11 min of 1 h allowed'],
  [7_200, 3_600, false, 'fail', '2 h, only 1 h allowed'],
  [660, null, null, 'unknown', '11 min, no limit declared'],
  [null, 3_600, null, 'unknown', 'not known, 1 h allowed'],
  // Nothing measured is neither zero nor good.
  [null, null, null, 'unknown', 'not known'],
])('%s of %s s', (seconds, declaredSeconds, isMet, verdict, text) => {
  const time = { seconds, declaredSeconds, isMet }
  expect([measuredState(time).verdict, measuredText(time)]).toEqual([verdict, text])
})

it('is no recovery time of what did not come back, however fast that was', () => {
  const rto = { seconds: 1, declaredSeconds: 3_600, isMet: true }
  expect(recoveryTime({ result: 'pass', rto })).toEqual({ verdict: 'ok', word: '1 s of 1 h allowed' })
  for (const result of ['fail', 'partial'] as const)
    expect(recoveryTime({ result, rto })).toEqual({
      verdict: 'unknown',
      word: 'not reached, it ended after 1 s; 1 h allowed',
    })
  const unknown = { seconds: null, declaredSeconds: null, isMet: null }
  expect(recoveryTime({ result: 'fail', rto: unknown }).word).toBe('not reached')
})

it('says of what took less than a second that it took something', () => {
  expect([0, 0.4, 1, 61].map(lengthOf)).toEqual(['under 1 s', 'under 1 s', '1 s', '1 min'])
})
