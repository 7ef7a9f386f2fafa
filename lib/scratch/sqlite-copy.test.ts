import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askSqlite } from './sqlite-copy'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-ask-'))
  file = join(folder, 'a.sqlite')
  const source = new DatabaseSync(file)
  source.exec(`create table a (b text); insert into a values ('x'), (null), ('z')`)
  source.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const signal = new AbortController().signal
const ask = (question: string, timeMs = 30_000) => askSqlite(file, question, { most: 2, timeMs, signal })

it('answers the first rows, and says what SQLite refuses', async () => {
  expect(await ask('select b, 1 from a order by rowid')).toEqual([
    ['x', '1'],
    [null, '1'],
  ])
  await expect(ask('select c from a')).rejects.toThrow(/SQLite says: no such column/)
  await expect(ask(`select printf('%.*c', 40000000, 'x')`)).rejects.toThrow(/more than 16 MB/)
})

it('is ended in time, and works no further, over a question without an end', async () => {
  await expect(
    ask('with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c', 500),
  ).rejects.toThrow(/no answer within 0.5 s/)
  const before = process.cpuUsage()
  await new Promise((resolve) => setTimeout(resolve, 600))
  const { user } = process.cpuUsage(before)
  expect(user / 1_000).toBeLessThan(250)
})
