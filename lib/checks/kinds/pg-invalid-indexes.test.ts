import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgInvalidIndexes } from './pg-invalid-indexes'

type Index = Parameters<typeof pgInvalidIndexes.judge>[0]['indexes'][number]
const index = (name: string, changes: Partial<Index> = {}): Index => ({
  name,
  table: 'public.event',
  isUnique: false,
  isParent: false,
  bytes: 8_192,
  ...changes,
})
const judge = (indexes: Index[], hiddenBuilds = 0) =>
  pgInvalidIndexes.judge({ server: exampleServer, indexes, hiddenBuilds }, {}, new Date())

describe('pg.invalid_indexes', () => {
  it.each<[string, Index[], number, string]>([
    ['none', [], 0, 'ok'],
    ['a leftover', [index('a')], 0, 'warn'],
    ['a unique leftover', [index('a'), index('b', { isUnique: true })], 0, 'fail'],
    [
      'only a parent that waits for its partitions',
      [index('a', { isParent: true, isUnique: true })],
      0,
      'ok',
    ],
    ['a leftover beside a build that is hidden', [index('a')], 1, 'unknown'],
    ['nothing beside a build that is hidden', [], 1, 'ok'],
  ])('%s', (_name, indexes, hiddenBuilds, verdict) => {
    expect(judge(indexes, hiddenBuilds).verdict).toBe(verdict)
  })

  it('counts leftovers only, and says the grant when it cannot tell', () => {
    expect(judge([index('a'), index('b', { isParent: true })]).value).toBe(1)
    expect(judge([index('a')], 1).reason).toContain('GRANT pg_monitor TO audit;')
  })
})
