import type { Duplex } from 'node:stream'
import type pg from 'pg'
import type { ScratchPlace } from '@/lib/scratch/scratch-place'
import { withoutEnd } from './question-text'
import type { AskRestored, LateConstraint } from './restored'

/** One question may take so long: it is asked of a copy that nobody else uses. */
const questionMs = 120_000

/** What an answer may have: whoever asks reads one value, and the worker holds all of it. */
const mostBytes = 16 * 1024 ** 2

/** Values as PostgreSQL prints them. */
const asText = { getTypeParser: () => (value: unknown) => value }

/**
 * Asks a restored database: one statement, in a transaction that cannot write, as the role that owns the database and
 * no superuser, for a limited time. Throws what the driver throws.
 */
export const askPostgres =
  (place: ScratchPlace): AskRestored =>
  (question, most) =>
    place.withClient(async (client) => {
      await client.query('begin transaction read only')
      const answer = watchAnswer(client)
      try {
        await client.query(`set local statement_timeout = ${questionMs}`)
        const { rows } = await client.query<(string | null)[]>({
          // A line feed, so that a comment at its end does not swallow the rest.
          text: `select * from (\n${withoutEnd(question)}\n) as question limit ${most}`,
          // The extended protocol takes one statement and no more.
          queryMode: 'extended',
          rowMode: 'array',
          types: asText,
        } as unknown as pg.QueryArrayConfig)
        return rows
      } catch (error) {
        throw answer.isTooLong() ? new Error('its answer has more than 16 MB: ask for less of it') : error
      } finally {
        answer.end()
        await client.query('rollback').catch(() => {})
      }
    })

/** Hangs up when an answer becomes too long, before all of it is here. */
function watchAnswer(client: pg.Client): { isTooLong(): boolean; end(): void } {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  let bytes = 0
  const count = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) stream.destroy()
  }
  stream.on('data', count)
  return { isTooLong: () => bytes > mostBytes, end: () => void stream.off('data', count) }
}

/** More constraints that nobody checked are no exceptions any more. */
const mostLate = 200

/** Checks the constraints that came back unchecked (NOT VALID), and leaves them as they came. */
export const checkLateConstraints = (place: ScratchPlace): Promise<LateConstraint[]> =>
  place.withClient(async (client) => {
    const { rows } = await client.query<{ table: string; name: string }>(
      `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as "table", quote_ident(k.conname) as name
         from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where not k.convalidated and k.contype in ('f', 'c') and n.nspname !~ '^(pg_|information_schema$)'
        order by 1, 2 limit ${mostLate}`,
    )
    const late: LateConstraint[] = []
    for (const { table, name } of rows) late.push(await checkLate(client, place.signal, table, name))
    return late
  })

/** Names are quoted already. */
async function checkLate(
  client: pg.Client,
  signal: AbortSignal,
  table: string,
  name: string,
): Promise<LateConstraint> {
  await client.query('begin')
  try {
    await client.query(`set local statement_timeout = ${questionMs}`)
    await client.query(`alter table ${table} validate constraint ${name}`)
    return { table, name, holds: true, said: '' }
  } catch (error) {
    signal.throwIfAborted()
    const { code, detail, message } = error as { code?: string; detail?: string; message: string }
    // A row that breaks it; whatever else is said says nothing about the rows.
    const holds = code === '23503' || code === '23514' ? false : null
    return { table, name, holds, said: (detail ?? message).replace(/\.+$/, '') }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
