import { expect, test } from 'vitest'
import { type SeriesPoint, withGaps } from './with-gaps'

const p = (at: number): SeriesPoint => [at, 1, 1, 1]
const gap = (at: number): SeriesPoint => [at, null, null, null]

test.each([
  ['nothing', [], []],
  ['one', [p(0)], [p(0)]],
  ['no gap', [p(0), p(60), p(120)], [p(0), p(60), p(120)]],
  ['one late sample is no gap', [p(0), p(120)], [p(0), p(120)]],
  ['a gap', [p(0), p(60), p(600)], [p(0), p(60), gap(120), p(600)]],
] as const)('%s', (_name, points, expected) => expect(withGaps([...points], 60, 120)).toEqual(expected))
