import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { databaseUrl } from '@/lib/env'
import { type Prisma, PrismaClient } from './generated/client'
import { createPool, type Sql } from './pool'

/** A Prisma transaction; services open it, stores write in it. */
export type Transaction = Prisma.TransactionClient

interface Database {
  pool: pg.Pool
  prisma: PrismaClient
}

// One per process. On globalThis because a development server loads modules more than once.
const holder = globalThis as typeof globalThis & { wheeltapperDatabase?: Database }

function connect(connectionString: string): Database {
  const pool = createPool({ connectionString, name: 'app' })
  // Prisma shares the pool: one set of connections, one error listener.
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}

function current(): Database {
  holder.wheeltapperDatabase ??= connect(databaseUrl())
  return holder.wheeltapperDatabase
}

/** Prisma client of the product's own database: reads, and single writes that need no audit row. */
export function prisma(): PrismaClient {
  return current().prisma
}

/** Plain SQL on the same pool, for hot paths and list reads. */
export function sql(): Sql & Pick<pg.Pool, 'connect'> {
  return current().pool
}

/** Runs `work` in one transaction: all of it happens, or nothing. Two seconds at most; no network inside. */
export function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return prisma().$transaction(work, { maxWait: 5_000, timeout: 10_000 })
}

/** Runs `work` in one plain SQL transaction (hot paths of the engine). */
export async function inSqlTransaction<T>(work: (client: Sql) => Promise<T>): Promise<T> {
  const client = await current().pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** The database's clock, which leases and due times follow. */
export async function databaseNow(on: Sql = sql()): Promise<Date> {
  const { rows } = await on.query<{ now: Date }>('select app_now() as now')
  const [row] = rows
  if (!row) throw new Error('app_now() returned no row')
  return row.now
}

/** Points this process at a database. Tests and scripts call it; the product takes DATABASE_URL. */
export async function useDatabase(connectionString: string): Promise<void> {
  await disconnect()
  holder.wheeltapperDatabase = connect(connectionString)
}

/** Closes all connections. */
export async function disconnect(): Promise<void> {
  const database = holder.wheeltapperDatabase
  delete holder.wheeltapperDatabase
  if (!database) return
  await database.prisma.$disconnect()
  await database.pool.end()
}
