import type { CatalogueEntry, DatabaseArea, DatabaseSnapshot, TableFingerprint } from '../database-snapshot'

/** A table with 12 rows, or as told. */
export function table(name: string, over: Partial<TableFingerprint> = {}): TableFingerprint {
  return {
    name,
    kind: 'table',
    rows: 12,
    content: '4711',
    columns: ['id'],
    key: ['id'],
    unread: null,
    ...over,
  }
}

/** One entry of a catalogue. */
export const entry = (area: DatabaseArea, key: string, value: string): CatalogueEntry => ({
  area,
  key,
  value,
})

/** A small database as of one moment. */
export function exampleSnapshot(over: Partial<DatabaseSnapshot> = {}): DatabaseSnapshot {
  return {
    format: 1,
    engine: 'postgresql',
    serverVersion: '15.18',
    major: 15,
    database: 'shop',
    takenAt: '2026-11-23T03:00:00.000Z',
    contentMethod: 'hashtextextended',
    tables: [table('public.orders')],
    sequences: [
      {
        name: 'public.orders_id_seq',
        last: '12',
        increment: '1',
        column: 'public.orders.id',
        used: '12',
        isBehind: false,
        unread: null,
      },
    ],
    catalogue: [entry('tables', 'public.orders', 'table'), entry('columns', 'public.orders.id', 'integer')],
    unread: [],
    ...over,
  }
}
