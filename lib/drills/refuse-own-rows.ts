import { NotTried } from './drill-sight'
import type { AskRestored } from './restored'

/** Tables by which the product's own database is known, whatever kind of backup it came from. */
const ownTables = `select to_regclass('public.app_user') is not null and to_regclass('public.data_key') is not null
  and to_regclass('public._prisma_migrations') is not null`

/**
 * Throws NotTried when what came back is the product's own database: everybody's sign-in lies in it, and every answer
 * would stand in a report that all may read.
 */
export async function refuseOwnRows(ask: AskRestored): Promise<void> {
  // SQLite knows no such question, and is never the product's.
  const rows = await ask(ownTables, 1).catch(() => [])
  if (rows[0]?.[0] !== 't') return
  throw new NotTried(
    'This is a backup of Wheeltapper itself, with everybody’s sign-in in it, so no question is put to its rows. Take the questions out of the plan: its tables are counted, and starting the product on it is what the plan of its own backups does.',
  )
}
