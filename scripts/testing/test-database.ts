import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { disconnect, inSqlTransaction, sql, useDatabase } from '@/lib/db/database'

/** A fresh, migrated database for one test file, whose clock the test moves. */
export interface TestDatabase {
  url: string
  name: string
  /** From now on app_now() answers this instant, and stands still. */
  setNow(now: Date): Promise<void>
  drop(): Promise<void>
}

/** Creates a database from the migrated template and points this process at it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServerUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await administrate(server, `create database ${name} template ${inject('testTemplate')}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await useDatabase(url.toString())
  return {
    url: url.toString(),
    name,
    setNow: async (now) => {
      await sql().query(
        `create or replace function app_now() returns timestamptz language sql stable parallel safe
           as $f$ select '${now.toISOString()}'::timestamptz $f$`,
      )
    },
    drop: async () => {
      await disconnect()
      await administrate(server, `drop database if exists ${name} with (force)`)
    },
  }
}

/**
 * Empties these tables and all that refer to them. Triggers sleep meanwhile, because facts refuse to be
 * emptied: a test begins anew in a way that the product has not.
 */
export async function emptyTables(...tables: readonly string[]): Promise<void> {
  await inSqlTransaction(async (on) => {
    await on.query(`set local session_replication_role = 'replica'`)
    await on.query(`truncate ${tables.join(', ')} cascade`)
  })
}

async function administrate(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
