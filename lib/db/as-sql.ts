import type { Transaction } from './database'
import type { Sql } from './pool'

/**
 * Plain SQL inside a transaction of Prisma, for stores that the engine uses on a plain connection and services inside
 * their transactions. Instants go as text with their zone: Prisma would send them without one.
 */
export function asSql(on: Transaction | Sql): Sql {
  if (isSql(on)) return on
  const query = async (text: string | { text: string; values?: unknown[] }, values: unknown[] = []) => {
    const [statement, parameters] = typeof text === 'string' ? [text, values] : [text.text, text.values ?? []]
    const rows = await on.$queryRawUnsafe<unknown[]>(statement, ...parameters.map(withZone))
    return { rows }
  }
  // Stores read nothing of a result but its rows.
  return { query } as unknown as Sql
}

const isSql = (on: Transaction | Sql): on is Sql => typeof (on as Partial<Sql>).query === 'function'

const withZone = (value: unknown) => (value instanceof Date ? value.toISOString() : value)
