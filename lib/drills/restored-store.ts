import type pg from 'pg'
import type { ScratchPlace } from '@/lib/scratch/scratch-place'
import { withoutEnd } from './question-text'
import type { AskRestored } from './restored'

/** One question may take so long: it is asked of a copy that nobody else uses. */
const questionMs = 120_000

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
      } finally {
        await client.query('rollback').catch(() => {})
      }
    })
