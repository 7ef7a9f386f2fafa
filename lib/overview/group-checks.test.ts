import { expect, test } from 'vitest'
import { groupChecks } from './group-checks'

test('groups by what checks are about, worst first', () => {
  const groups = groupChecks([
    { name: 'Version', dimension: 'security', state: 'ok' },
    { name: 'Dead rows', dimension: 'data-integrity', state: 'unknown' },
    { name: 'Wraparound', dimension: 'data-integrity', state: 'ok' },
    { name: 'Autovacuum', dimension: 'data-integrity', state: 'fail' },
    { name: 'Backup age', dimension: 'backup', state: 'warn' },
  ])
  expect(groups.map(({ title }) => title)).toEqual(['Data integrity', 'Backup', 'Security'])
  expect(groups[0]?.checks.map(({ name }) => name)).toEqual(['Autovacuum', 'Dead rows', 'Wraparound'])
})
