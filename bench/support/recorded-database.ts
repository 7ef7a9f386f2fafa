import pg from 'pg'
import type { Chance } from '@/lib/capacity/testing/seeded-series'
import type { AuditedPostgres } from '@/scripts/testing/audited-postgres'

/** A database on the audited server that lives its own way. */
export interface LivingDatabase {
  name: string
  live(day: number, chance: Chance): Promise<void>
  end(): Promise<void>
}

type Life = (query: (statement: string) => Promise<unknown>, day: number, chance: Chance) => Promise<void>

const isWorkingDay = (day: number) => day % 7 < 5
const rows = (count: number, bytes: number) =>
  `select md5(i::text) || repeat('x', ${bytes}) from generate_series(1, ${Math.round(count)}) i`

const begin = [
  'create table kept (id bigint generated always as identity, word text)',
  'create table passing (day int, word text)',
  'create sequence number as smallint',
]

/** Each is another way in which databases grow. */
export const databaseLives: Readonly<Record<string, Life>> = {
  // Orders: more each month, fewer at week-ends, nothing is ever removed.
  shop: async (query, day, chance) => {
    const count = (isWorkingDay(day) ? 900 : 350) * (1 + day / 200) * chance.even(0.8, 1.2)
    await query(`insert into kept (word) ${rows(count, 100)}`)
    await query(`select nextval('number') from generate_series(1, ${Math.round(count / 12)})`)
  },
  // Events: kept for five weeks and then removed, the space given back by the monthly maintenance.
  events: async (query, day, chance) => {
    await query(
      `insert into passing ${rows(chance.even(600, 2400), 120).replace('select', `select ${day},`)}`,
    )
    await query(`delete from passing where day < ${day - 35}`)
    await query(day % 28 === 27 ? 'vacuum full passing' : 'vacuum passing')
    await query(`select nextval('number') from generate_series(1, ${Math.round(chance.even(10, 60))})`)
    if (day % 90 === 60) await query(`alter sequence number restart`)
  },
  // Staging: loaded from time to time, and emptied when somebody needs the room.
  staging: async (query, _day, chance) => {
    await query(`insert into passing ${rows(chance.even(0, 150), 120).replace('select', 'select 0,')}`)
    if (chance.happens(1 / 30))
      await query(`insert into passing ${rows(20_000, 120).replace('select', 'select 0,')}`)
    if (chance.happens(1 / 100)) await query('truncate passing')
    await query(`select nextval('number') from generate_series(1, ${Math.round(chance.even(0, 130))})`)
  },
}

/** Makes a database for a life. */
export async function createLiving(server: AuditedPostgres, life: Life): Promise<LivingDatabase> {
  const name = await server.createDatabase()
  const client = new pg.Client({ connectionString: server.url(name) })
  await client.connect()
  for (const statement of begin) await client.query(statement)
  await client.query('grant select on all sequences in schema public to audit')
  return {
    name,
    live: (day, chance) => life((statement) => client.query(statement), day, chance),
    end: () => client.end(),
  }
}

/** Uses up transaction numbers as traffic does, and freezes the whole server when they have become many. */
export async function spendTransactions(server: AuditedPostgres, day: number, chance: Chance): Promise<void> {
  await withClient(server, 'postgres', async (client) => {
    const count = Math.round((isWorkingDay(day) ? 1500 : 600) * chance.even(0.7, 1.3))
    await client.query(
      `do $$ begin for i in 1..${count} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    )
    const { rows: found } = await client.query('select max(age(datfrozenxid)) as age from pg_database')
    if (Number(found[0]?.age) < 60_000) return
    await client.query('alter database template0 allow_connections true')
    const { rows: names } = await client.query('select datname as name from pg_database')
    for (const { name } of names) await withClient(server, name, (each) => each.query('vacuum freeze'))
  })
}

/** Opens as many sessions as a day needs; the answer ends them. */
export async function openSessions(
  server: AuditedPostgres,
  day: number,
  chance: Chance,
): Promise<() => Promise<void>> {
  const count = Math.round((isWorkingDay(day) ? 14 : 6) + day / 15 + 2 * chance.normal())
  const clients = Array.from(
    { length: Math.max(1, count) },
    () => new pg.Client({ connectionString: server.url() }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  return async () => {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function withClient(
  server: AuditedPostgres,
  name: string,
  work: (client: pg.Client) => Promise<unknown>,
) {
  const client = new pg.Client({ connectionString: server.url(name) })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
