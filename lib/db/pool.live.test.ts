import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { inSqlTransaction, inTransaction, sql } from './database'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const endSession = (pid: number) => sql().query('select pg_terminate_backend($1)', [pid])
const gone = async (pid: number) =>
  (await sql().query('select 1 from pg_stat_activity where pid = $1', [pid])).rowCount === 0

it('a connection that dies between two queries of a transaction fails that transaction, not the process', async () => {
  const work = inSqlTransaction(async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const pid = rows[0]?.pid ?? 0
    await endSession(pid)
    await expect.poll(() => gone(pid)).toBe(true)
    await client.query('select 1')
  })
  await expect(work).rejects.toThrow()
  expect((await sql().query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

it('the same in a transaction of Prisma', async () => {
  const work = inTransaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
    await endSession(row?.pid ?? 0)
    await expect.poll(() => gone(row?.pid ?? 0)).toBe(true)
    await tx.$queryRaw`select 1`
  })
  await expect(work).rejects.toThrow()
  expect((await sql().query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
