import { expect, it } from 'vitest'
import { measuredState, measuredText } from './measured-time'

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
