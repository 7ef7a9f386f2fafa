import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ScratchPlace } from '@/lib/scratch/scratch-place'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { askPostgres } from './restored-store'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const withClient: ScratchPlace['withClient'] = async (work) => {
  const client = new pg.Client(database.url)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await Promise.race([client.end().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 200))])
  }
}
const ask = askPostgres({ withClient, signal: new AbortController().signal } as ScratchPlace)

it('takes one value, and no answer that would fill the worker', async () => {
  expect(await ask(`select repeat('x', 3); -- three`, 2)).toEqual([['xxx']])
  await expect(ask(`select repeat('x', 40000000)`, 2)).rejects.toThrow(/more than 16 MB/)
})

it.each([
  ['select 1) as a; drop table app_user; select * from (select 1', /cannot insert multiple commands/],
  [`select set_config('transaction_read_only', 'off', false)`, /read-write mode/],
  ['with gone as (delete from app_user returning 1) select * from gone', /top level|read-only/],
])('reads and does nothing else: %s', async (question, fault) => {
  await expect(ask(question, 2)).rejects.toThrow(fault)
})
