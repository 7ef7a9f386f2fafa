import { expect, test } from 'vitest'
import { Lateness } from './lateness'

test('remembers the worst of ten minutes', () => {
  const lateness = new Lateness(-10_000)
  expect(lateness.worst(0)).toBe(0)
  lateness.record(3, 1_000)
  lateness.record(1, 2_000)
  lateness.record(2, 65_000)
  expect(lateness.worst(120_000)).toBe(3)
  expect(lateness.worst(599_000)).toBe(3)
  expect(lateness.worst(600_000)).toBe(2)
  expect(lateness.worst(660_000)).toBe(0)
  lateness.record(1, 600_500)
  expect(lateness.worst(601_000)).toBe(2)
})

test('does not blame the queue for what fell due before the worker began', () => {
  const lateness = new Lateness(5_000)
  lateness.record(300, 6_000)
  expect(lateness.worst(7_000)).toBe(1)
})
