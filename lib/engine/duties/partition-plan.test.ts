import { describe, expect, test } from 'vitest'
import { isExpired, partitionFamilies, partitionOf, partitionsDue } from './partition-plan'

const now = new Date('2026-12-30T12:00:00Z')
const family = (table: string, retention?: string) => {
  const found = partitionFamilies.find((each) => each.table === table && each.retention === retention)
  if (!found) throw new Error(table)
  return found
}
const names = (table: string, retention?: string, since?: Date) =>
  partitionsDue(family(table, retention), now, since).map(({ name }) => name)

test.each([
  [
    'run',
    'short',
    [
      'run_short_20261229',
      'run_short_20261230',
      'run_short_20261231',
      'run_short_20270101',
      'run_short_20270102',
    ],
  ],
  ['run', 'long', ['run_long_202611', 'run_long_202612', 'run_long_202701', 'run_long_202702']],
  ['state_change', undefined, ['state_change_202612', 'state_change_202701', 'state_change_202702']],
  ['sample_day', undefined, ['sample_day_2025', 'sample_day_2026', 'sample_day_2027']],
])('%s %s', (table, retention, expected) => expect(names(table, retention)).toEqual(expected))

test('older ones on request', () => {
  expect(names('run_hour', undefined, new Date('2026-10-05T00:00:00Z'))[0]).toBe('run_hour_202609')
})

test('ranges touch and names say them', () => {
  for (const each of partitionFamilies) {
    const due = partitionsDue(each, now)
    for (const [index, partition] of due.entries()) {
      expect(partitionOf(each, partition.name)).toEqual(partition)
      if (due[index + 1]) expect(due[index + 1]?.from).toEqual(partition.to)
    }
  }
})

test.each(['run_default', 'run_long_202612', 'run_short_2026', 'run_hour_202612', 'other'])(
  '%s is not a short run',
  (name) => expect(partitionOf(family('run', 'short'), name)).toBeNull(),
)

test('sample and sample_hour are told apart', () => {
  expect(partitionOf(family('sample'), 'sample_hour_202612')).toBeNull()
  expect(partitionOf(family('sample'), 'sample_20261230')).not.toBeNull()
})

describe('expiry', () => {
  test.each([
    ['run', 'short', 'run_short_20261228', false],
    ['run', 'short', 'run_short_20261227', true],
    ['sample', undefined, 'sample_20261227', true],
    ['run', 'long', 'run_long_202511', false],
    ['run', 'long', 'run_long_202510', true],
    ['run_hour', undefined, 'run_hour_202510', true],
    ['run_day', undefined, 'run_day_2021', false],
    ['run_day', undefined, 'run_day_2020', true],
  ])('%s %s %s: %s', (table, retention, name, expected) => {
    const of = family(table, retention)
    const partition = partitionOf(of, name)
    expect(partition && isExpired(of, partition, now)).toBe(expected)
  })
})
