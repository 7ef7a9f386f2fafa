import { describe, expect, it } from 'vitest'
import { compareDatabases } from './compare-databases'
import { manifestName, readManifest, writeManifest } from './manifest'
import { ownBackupAreas, ownBackupSnapshot } from './own-backup'
import { exampleSnapshot, table } from './testing/example-snapshot'

const text = writeManifest(exampleSnapshot())

describe('a manifest', () => {
  it('lies beside its backup, and is read as it was written', () => {
    expect(manifestName('orders-2026-11-23.dump')).toBe('orders-2026-11-23.dump.manifest.json')
    expect(readManifest(text).snapshot).toEqual(exampleSnapshot())
    expect(readManifest(text).madeAt).toBe('2026-11-23T03:00:00.000Z')
  })

  it.each([
    ['cut off', text.slice(0, text.length / 2), /cut off/],
    ['empty', ' \n', /it is empty/],
    ['something else', '{"name":"wheeltapper"}', /no manifest/],
    ['a list', '[]', /no manifest/],
    [
      'of a later version',
      text.replace('"format": 1', '"format": 7'),
      /format 7, and this version reads format 1/,
    ],
    ['with another count', text.replace('"rows": 12', '"rows": 13'), /changed after it was written/],
    ['with a count that is none', text.replace('"rows": 12', '"rows": -1'), /snapshot.tables.0.rows/],
    ['with something added', text.replace('"engine"', '"command": "rm",\n"engine"'), /snapshot/],
  ])('is refused when it is %s', (_what, changed, sentence) => {
    expect(() => readManifest(changed)).toThrow(sentence)
    expect(() => readManifest(changed)).toThrow(/npm run -s manifest/)
  })
})

describe("the manifest of the product's own backup", () => {
  const own = ownBackupSnapshot({
    product: 'wheeltapper',
    format: 1,
    createdAt: '2026-11-23T03:00:00.000Z',
    serverVersion: '18.4 (Debian)',
    migrations: [],
    tables: [{ name: 'orders', columns: ['id'], part: 'p', rows: 12, bytes: 1, sha256: 'a'.repeat(64) }],
    partitions: [],
    sequences: [{ name: 'orders_id_seq', lastValue: 12, isCalled: true }],
  })

  it('tells rows and sequences, and nothing that it does not know', () => {
    const restored = exampleSnapshot({ tables: [table('public.orders', { rows: 11 })] })
    expect(compareDatabases(own, restored, ownBackupAreas)).toEqual({
      areas: [
        { area: 'rows', equal: 0, differs: 1, missing: 0, extra: 0, unknown: 0 },
        { area: 'sequences', equal: 1, differs: 0, missing: 0, extra: 0, unknown: 0 },
      ],
      differences: [{ area: 'rows', key: 'public.orders', kind: 'differs', before: '12', after: '11' }],
    })
  })
})
