import { expect, it } from 'vitest'
import { closingLine, summaryTable } from './summary'

const stages = [
  { name: 'types', passed: 1, failed: 0, seconds: 2.4 },
  { name: 'database', passed: 40, failed: 2, skipped: 3, seconds: 61.6 },
  { name: 'browser', passed: 30, failed: 0, skipped: 0, seconds: 90 },
]

it('adds up all stages in one plain line', () => {
  expect(closingLine(stages)).toBe('71 passed, 2 failed')
  expect(closingLine([])).toBe('0 passed, 0 failed')
})

it('shows each stage with its time', () => {
  expect(summaryTable(stages)).toBe(
    [
      'types        2 s  1 passed',
      'database    62 s  40 passed, 2 FAILED, 3 skipped',
      'browser     90 s  30 passed',
    ].join('\n'),
  )
})
