import { describe, expect, it } from 'vitest'
import { compareDatabases } from './compare-databases'
import type { DatabaseArea, DatabaseSnapshot } from './database-snapshot'
import { entry, exampleSnapshot, table } from './testing/example-snapshot'

const differences = (
  before: Partial<DatabaseSnapshot>,
  after: Partial<DatabaseSnapshot>,
  areas?: DatabaseArea[],
) =>
  compareDatabases(exampleSnapshot(before), exampleSnapshot(after), areas).differences.map(
    ({ area, key, kind, before: was, after: is }) => [area, key, kind, was, is],
  )
const of = (...catalogue: DatabaseSnapshot['catalogue']) => ({ catalogue })

describe('comparing two databases', () => {
  it('finds nothing between a database and itself, and counts what is equal', () => {
    const { areas, differences: none } = compareDatabases(exampleSnapshot(), exampleSnapshot())
    expect(none).toEqual([])
    expect(areas.filter(({ equal }) => equal > 0).map(({ area }) => area)).toEqual([
      'tables',
      'rows',
      'content',
      'columns',
      'sequences',
    ])
    expect(areas).toHaveLength(20)
  })

  it('looks only at the areas that matter here', () => {
    const before = { tables: [table('public.orders', { rows: 3 })] }
    expect(differences(before, {}, ['tables', 'columns'])).toEqual([])
    expect(differences(before, {}, ['rows'])).toEqual([['rows', 'public.orders', 'differs', '3', '12']])
  })

  it('never takes for equal what could not be read', () => {
    const closed = { tables: [table('public.orders', { rows: null, content: null, unread: 'No right.' })] }
    expect(differences(closed, {}, ['rows', 'content'])).toEqual([
      ['rows', 'public.orders', 'unknown', 'No right.', '12'],
      ['content', 'public.orders', 'unknown', 'No right.', '4711'],
    ])
    expect(differences(closed, closed, ['rows']).map(([, , kind]) => kind)).toEqual(['unknown'])
  })

  it('never compares sums of different methods', () => {
    expect(differences({ contentMethod: 'md5' }, {}, ['content'])).toEqual([
      [
        'content',
        'public.orders',
        'unknown',
        'summed up by md5',
        'summed up by hashtextextended: take it again with the same method',
      ],
    ])
  })

  it('says once that a table is gone, not once for each of its columns', () => {
    const gone = of(
      entry('tables', 'public.orders', 'table'),
      entry('columns', 'public.orders.id', 'integer'),
      entry('columns', 'public.orders_old.id', 'integer'),
      entry('indexes', 'public.orders: CREATE UNIQUE INDEX ON public.orders USING btree (id)', 'valid'),
      entry('owners', 'table public.orders', 'shop'),
      entry('privileges', 'table public.orders to audit', 'SELECT'),
      entry('privileges', 'column public.orders.id to audit', 'SELECT'),
      entry('comments', 'table column public.orders.id', 'x'),
      entry('comments', 'table public.orders', 'x'),
    )
    expect(differences(gone, { tables: [], catalogue: [] })).toEqual([
      ['tables', 'public.orders', 'missing', 'table', null],
      ['rows', 'public.orders', 'missing', '12', null],
      ['columns', 'public.orders_old.id', 'missing', 'integer', null],
    ])
  })

  it('says what could not be read in one line, and nothing about its parts', () => {
    const roles = of(entry('roles', 'role audit', 'login'), entry('roles', 'password of audit', 'md5'))
    const unread: DatabaseSnapshot['unread'] = [{ area: 'roles', key: 'password of ', reason: 'No right.' }]
    expect(differences(roles, { ...of(entry('roles', 'role audit', 'login')), unread }, ['roles'])).toEqual([
      ['roles', 'password of ', 'unknown', null, 'No right.'],
    ])
    const all: DatabaseSnapshot['unread'] = [{ area: 'roles', key: '', reason: 'Locked.' }]
    expect(differences({ ...of(), unread: all }, roles, ['roles'])).toEqual([
      ['roles', '', 'unknown', 'Locked.', null],
    ])
  })

  it.each([
    ['the table before a column', 'SELECT orders.id FROM orders', 'SELECT id\n   FROM orders', []],
    ['a quoted table before a column', 'SELECT "Or ders".id FROM "Or ders"', 'SELECT id FROM "Or ders"', []],
    [
      'a text with a dot in it',
      `SELECT 'a.b' FROM orders`,
      `SELECT 'b' FROM orders`,
      [['views', 'v', 'differs', `SELECT 'a.b' FROM orders`, `SELECT 'b' FROM orders`]],
    ],
    [
      'another column',
      'SELECT orders.id FROM orders',
      'SELECT total FROM orders',
      [['views', 'v', 'differs', 'SELECT orders.id FROM orders', 'SELECT total FROM orders']],
    ],
  ])('reads a view across versions: %s', (_what, old, now, expected) => {
    const [before, after] = [of(entry('views', 'v', old)), of(entry('views', 'v', now))]
    expect(differences(before, { ...after, major: 18 }, ['views'])).toEqual(expected)
    // On one version every letter counts.
    expect(differences(before, after, ['views'])).toHaveLength(1)
  })

  it('does not hold a right against version 17 that only it has', () => {
    const [old, now] = ['DELETE, SELECT', 'DELETE, MAINTAIN, SELECT']
    const [before, after] = [of(entry('privileges', 'p', old)), of(entry('privileges', 'p', now))]
    expect(differences(before, { ...after, major: 18 }, ['privileges'])).toEqual([])
    expect(differences({ ...before, major: 17 }, { ...after, major: 18 }, ['privileges'])).toHaveLength(1)
  })

  it.each([
    ['nobody changed it, another default', '4MB (default)', '8MB (default)', []],
    ['only a new version has it', undefined, '16 (default)', []],
    ['somebody wrote down the default', '4MB', '4MB (default)', []],
    ['changed here', '64MB', '4MB (default)', [['settings', 's', 'differs', '64MB', '4MB (default)']]],
    ['chosen, and gone', 'on', undefined, [['settings', 's', 'missing', 'on', null]]],
  ])('compares what was chosen in settings: %s', (_what, old, now, expected) => {
    const side = (value: string | undefined) => of(...(value ? [entry('settings', 's', value)] : []))
    expect(differences(side(old), side(now), ['settings'])).toEqual(expected)
  })

  const at = (over: Partial<DatabaseSnapshot['sequences'][number]>) => ({
    catalogue: [],
    sequences: exampleSnapshot().sequences.map((sequence) => ({ ...sequence, ...over })),
  })
  it.each([
    ['further on', at({}), at({ last: '40' }), []],
    ['back', at({}), at({ last: '3', used: '2' }), ['differs', 'at 12', 'at 3']],
    ['never used', at({}), at({ last: null, used: null }), ['differs', 'at 12', 'not used yet']],
    [
      'before its column',
      at({}),
      at({ last: '12', used: '20', isBehind: true }),
      ['differs', 'at 12', 'at 12, but public.orders.id holds 20 already'],
    ],
    ['further down', at({ increment: '-1', last: '-3' }), at({ increment: '-1', last: '-9' }), []],
    ['hidden', at({}), at({ last: null, unread: 'No right.' }), ['unknown', 'at 12', 'No right.']],
  ])('compares where a sequence stands: %s', (_what, before, after, expected) => {
    expect(differences(before, after, ['sequences']).map(([, , ...rest]) => rest)).toEqual(
      expected.length > 0 ? [expected] : [],
    )
  })

  it('compares ten thousand tables', { timeout: 20_000 }, () => {
    const many = (rows: number) => ({
      tables: Array.from({ length: 10_000 }, (_each, index) => table(`public.t${index}`, { rows })),
      catalogue: Array.from({ length: 50_000 }, (_each, index) =>
        entry('columns', `public.t${index % 10_000}.c${Math.floor(index / 10_000)}`, 'integer'),
      ),
    })
    expect(differences(many(1), many(2), ['tables', 'rows', 'columns'])).toHaveLength(10_000)
  })
})
