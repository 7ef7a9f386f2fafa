import { expect, it } from 'vitest'
import { segmentsBetween } from './physical-copy'

it('names the segments of the log one by one, over the end of a number', () => {
  expect(segmentsBetween('0000000100000000000000FE', '000000010000000100000001')).toEqual([
    '0000000100000000000000FE',
    '0000000100000000000000FF',
    '000000010000000100000000',
    '000000010000000100000001',
  ])
  expect(segmentsBetween('00000002000000000000000A', '00000002000000000000000A')).toHaveLength(1)
})

it.each([
  ['', ''],
  ['000000010000000000000002', '000000010000000000000001'],
  ['000000010000000000000001', '000000020000000000000002'],
  ['000000010000000000000001', '0000000100000FFF00000001'],
  ['../../etc/passwd', '000000010000000000000001'],
])('refuses what is no part of one log: %s to %s', (first, last) => {
  expect(() => segmentsBetween(first, last)).toThrow(/names no usable part of the log/)
})
