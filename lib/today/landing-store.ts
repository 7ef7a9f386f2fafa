import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** The newest stored week of the whole installation, "2026-W47"; null before the first. */
export async function readNewestWeek(on: Sql = sql()): Promise<string | null> {
  const { rows } = await on.query<{ week: string }>(
    `select week from report where kind = 'weekly' and scope = 'instance' order by period_to desc limit 1`,
  )
  return rows[0]?.week ?? null
}
