import { describe, expect, it } from 'vitest'
import type { DatabaseSnapshot, TableFingerprint } from '@/lib/fingerprints/database-snapshot'
import { compareRestored, judgeItself } from './compare-restored'
import { allowedRows } from './tolerances'

const table = (name: string, rows: number | null, content: string | null = '7'): TableFingerprint => ({
  name,
  kind: 'table',
  rows,
  content,
  columns: ['id'],
  key: ['id'],
  unread: null,
})
const snapshot = (tables: TableFingerprint[], over: Partial<DatabaseSnapshot> = {}): DatabaseSnapshot => ({
  format: 1,
  engine: 'postgresql',
  serverVersion: '18.4',
  major: 18,
  database: 'orders',
  takenAt: '2026-11-23T02:00:00.000Z',
  contentMethod: 'hashtextextended',
  tables,
  sequences: [],
  catalogue: [{ area: 'extensions', key: 'plpgsql', value: '1.0' }],
  unread: [],
  ...over,
})
const orders = (rows: number, content?: string) => snapshot([table('public.orders', rows, content)])
const tolerate = (text: string, rows: number | null, percent: number | null = null) => [
  { table: text, rows, percent },
]

describe('rows that a table may be off by', () => {
  it.each([
    ['public.orders', 'public.orders', 5],
    ['orders', 'public.orders', 5],
    ['*', 'audit.log', 5],
    ['audit.*', 'audit.log', 5],
    ['audit.*', 'public.log', null],
    ['orders', 'audit.orders', null],
    ['public.o.ders', 'public.orders', null],
  ])('%s for %s', (pattern, name, expected) => {
    expect(allowedRows(tolerate(pattern, 5), name, 100)).toBe(expected)
  })

  it('are a share of what is expected, and the first line holds', () => {
    const lines = [...tolerate('public.orders', null, 1.5), ...tolerate('*', 0)]
    expect(allowedRows(lines, 'public.orders', 1_000)).toBe(15)
    expect(allowedRows(lines, 'public.lines', 1_000)).toBe(0)
  })
})

describe('what came back', () => {
  it.each([
    ['manifest', orders(10), orders(10), 'equal'],
    ['manifest', orders(10), orders(9), 'differs'],
    ['manifest', orders(10), orders(11), 'differs'],
    ['manifest', orders(10, '7'), orders(10, '8'), 'differs'],
    ['source', orders(10), orders(9), 'differs'],
    ['last-proven', orders(10), orders(11, '8'), 'within'],
    ['last-proven', orders(100), orders(90, '8'), 'within'],
    ['last-proven', orders(100), orders(89, '8'), 'differs'],
    ['last-proven', orders(100), orders(0, '0'), 'differs'],
  ] as const)('by the %s: %#', (by, expected, found, state) => {
    const compared = compareRestored(expected, found, by, [])
    expect(compared.counts).toMatchObject([{ table: 'public.orders', comparedWith: by, state }])
    expect(compared.differences.some(({ isFault }) => isFault)).toBe(state === 'differs')
  })

  it('may be off by what the plan allows', () => {
    const within = compareRestored(orders(100), orders(98, '8'), 'source', tolerate('orders', 2))
    expect(within.counts[0]?.state).toBe('within')
    expect(
      compareRestored(orders(100), orders(97, '8'), 'source', tolerate('orders', 2)).counts[0]?.state,
    ).toBe('differs')
    const lost = compareRestored(orders(100), orders(99, '8'), 'last-proven', tolerate('*', 0))
    expect(lost.counts[0]?.state).toBe('differs')
  })

  it('says what is missing in sentences with numbers', () => {
    const expected = snapshot([table('public.orders', 12_044), table('public.lines', 3)])
    const found = snapshot([table('public.orders', 12_000), table('public.new', 1)])
    const { differences, isOther } = compareRestored(expected, found, 'manifest', [])
    expect(differences.map(({ sentence }) => sentence)).toEqual([
      'public.orders has 12,000 rows, and the manifest of the backup says 12,044 rows: 44 rows missing.',
      'public.lines is missing: the manifest of the backup has 3 rows in it.',
      'public.new is there with 1 row, and the manifest of the backup does not know it.',
    ])
    expect(isOther).toBe(false)
  })

  it('is told apart from a backup of another database', () => {
    const other = snapshot([table('public.films', 12), table('public.actors', 4)])
    expect(compareRestored(orders(10), other, 'manifest', []).isOther).toBe(true)
    expect(compareRestored(orders(10), snapshot([]), 'manifest', []).isOther).toBe(false)
  })

  it('does not take what could not be counted for equal', () => {
    const { counts, differences } = compareRestored(
      orders(10),
      snapshot([table('public.orders', null, null)]),
      'manifest',
      [],
    )
    expect(counts[0]?.state).toBe('differs')
    expect(differences[0]?.isFault).toBe(true)
  })

  it('says nothing of what nobody counted before, such as a view that was never filled', () => {
    const before = snapshot([{ ...table('public.totals', null, null), kind: 'materialized view' }])
    for (const rows of [null, 5]) {
      const found = snapshot([{ ...table('public.totals', rows, null), kind: 'materialized view' }])
      const { counts, differences } = compareRestored(before, found, 'manifest', [])
      expect(counts[0]?.state).toBe('within')
      expect(differences).toMatchObject([
        { isFault: false, sentence: expect.stringContaining('was not compared') },
      ])
    }
  })

  it('has no other contents because they were summed up in another way', () => {
    const latin = { ...orders(10, '8'), contentMethod: 'md5' as const }
    expect(compareRestored(latin, orders(10, '7'), 'manifest', []).counts).toMatchObject([
      { state: 'equal', sameContent: null },
    ])
  })

  it('counts partitions in their parent', () => {
    const parted = snapshot([
      { ...table('public.log', 10), kind: 'partitioned table' },
      { ...table('public.log_1', null, null), kind: 'partition' },
    ])
    expect(compareRestored(parted, parted, 'manifest', []).counts).toHaveLength(1)
  })

  it('lacks an extension that the manifest knows', () => {
    const found = snapshot([table('public.orders', 10)], {
      catalogue: [{ area: 'comments', key: 'x', value: 'y' }],
    })
    expect(compareRestored(orders(10), found, 'manifest', []).differences).toMatchObject([
      { area: 'extensions', what: 'plpgsql', isFault: true },
    ])
    expect(compareRestored(orders(10), found, 'last-proven', []).differences).toMatchObject([
      { area: 'extensions', isFault: false },
    ])
  })

  it('of the product itself holds a history that its manifest does not count', () => {
    const own = snapshot([table('public.orders', 10, null)], { catalogue: [] })
    const found = snapshot([table('public.orders', 10), table('public._prisma_migrations', 5)])
    const { counts, differences } = compareRestored(own, found, 'manifest', [])
    expect(counts.map(({ state }) => state)).toEqual(['equal'])
    expect(differences).toEqual([])
  })
})

describe('what must be right by itself', () => {
  const sequence = (isBehind: boolean | null) => ({
    name: 'public.orders_id_seq',
    last: '5',
    increment: '1',
    column: 'public.orders.id',
    used: '9',
    isBehind,
    unread: null,
  })
  it('is a sequence ahead of its column', () => {
    expect(judgeItself(snapshot([], { sequences: [sequence(true)] }))).toMatchObject([
      { area: 'sequences', isFault: true, sentence: expect.stringContaining('would collide') },
    ])
    expect(judgeItself(snapshot([], { sequences: [sequence(false), sequence(null)] }))).toEqual([])
  })

  it('is that every table could be read', () => {
    const unread = [{ area: 'rows' as const, key: 'public.orders', reason: 'Permission is missing.' }]
    expect(judgeItself(snapshot([], { unread }))).toMatchObject([{ what: 'public.orders', isFault: true }])
    const damaged = {
      ...table('public.orders', null, null),
      unread: 'The server could not read it: invalid page.',
    }
    expect(judgeItself(snapshot([damaged]))).toMatchObject([
      { what: 'public.orders', isFault: true, sentence: expect.stringContaining('invalid page') },
    ])
    const view = { ...table('public.totals', null, null), kind: 'materialized view' as const }
    expect(
      judgeItself(snapshot([view, { ...view, kind: 'partition' }, { ...view, kind: 'foreign table' }])),
    ).toEqual([])
  })
})
