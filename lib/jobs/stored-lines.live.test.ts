import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { listLines, readLines, removeLines, storeLines } from './stored-lines-store'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const all = async (owner: string, name: string) => {
  const lines: string[] = []
  for await (const line of readLines(owner, name)) lines.push(line)
  return lines
}

describe('stored lines', () => {
  it('come back as they were, empty ones and foreign letters too', async () => {
    const owner = newId()
    const lines = ['first', '', 'zweite mit Ü und 🚂', '\t\\x0a', '']
    expect(await storeLines(owner, 'files', lines)).toMatchObject({ lines: 5 })
    expect(await all(owner, 'files')).toEqual(lines)
    expect(await all(owner, 'other')).toEqual([])
    expect(await all(newId(), 'files')).toEqual([])
  })

  it('are cut into pieces of about a megabyte, in order', async () => {
    const owner = newId()
    const lines = Array.from(
      { length: 30_000 },
      (_each, index) => `${index} ${randomBytes(50).toString('hex')}`,
    )
    const size = await storeLines(owner, 'many', lines)
    const { rows } = await sql().query<{ lines: number; bytes: number }>(
      'select lines, length(content) as bytes from stored_lines where owner_id = $1 order by sequence',
      [owner],
    )
    expect(rows).toHaveLength(4)
    expect(Math.max(...rows.map(({ bytes }) => bytes))).toBeLessThan(1_048_576)
    expect(size).toEqual({
      lines: 30_000,
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    })
    expect(await all(owner, 'many')).toEqual(lines)
  })

  it('take a line that is longer than a piece', async () => {
    const owner = newId()
    const lines = ['a', 'b'.repeat(3_000_000), 'c']
    await storeLines(owner, 'long', lines)
    expect(await all(owner, 'long')).toEqual(lines)
  })

  it('replace those of the same name, and only them', async () => {
    const owner = newId()
    await storeLines(owner, 'one', ['old', 'older'])
    await storeLines(owner, 'two', ['stays'])
    await storeLines(owner, 'one', ['new'])
    expect(await all(owner, 'one')).toEqual(['new'])
    expect((await listLines(owner)).map(({ name, lines }) => [name, lines])).toEqual([
      ['one', 1],
      ['two', 1],
    ])
    await removeLines([owner])
    expect(await listLines(owner)).toEqual([])
  })

  it('never hold more than one piece while they come in', async () => {
    const owner = newId()
    let given = 0
    let seenBeforeEnd = 0
    async function* endless() {
      for (; given < 40_000; given += 1) {
        if (given === 39_999) {
          const { rows } = await sql().query<{ n: number }>(
            'select coalesce(sum(lines), 0)::int as n from stored_lines where owner_id = $1',
            [owner],
          )
          seenBeforeEnd = rows[0]?.n ?? 0
        }
        yield 'x'.repeat(100)
      }
    }
    await storeLines(owner, 'stream', endless())
    expect(seenBeforeEnd).toBeGreaterThan(29_000)
  })

  it('refuse a line with a line feed in it, and a change of what was stored', async () => {
    const owner = newId()
    await expect(storeLines(owner, 'bad', ['a\nb'])).rejects.toThrow(/line feed/)
    await storeLines(owner, 'kept', ['a'])
    await expect(
      sql().query('update stored_lines set lines = 2 where owner_id = $1', [owner]),
    ).rejects.toThrow()
  })
})
