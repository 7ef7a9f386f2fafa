import { sql } from '@/lib/db/database'
import type { OutboxChannel } from './message'

/** Since when a channel takes nothing, what it says, and when it is asked again. */
export interface Outage {
  since: Date
  error: string
  nextTryAt: Date
}

/** The outage of a channel; null when nothing is known to be wrong. */
export async function findOutage(channel: OutboxChannel): Promise<Outage | null> {
  const { rows } = await sql().query<Outage>(
    'select since, error, next_try_at as "nextTryAt" from outbox_outage where channel = $1',
    [channel],
  )
  return rows[0] ?? null
}
