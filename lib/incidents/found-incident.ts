import type { Sql } from '@/lib/db/pool'
import { Problem } from '@/lib/problem'
import { type IncidentRow, readIncident } from './store'

/** One incident by the number of an address. Throws Problem not-found. */
export async function foundIncident(number: number, on?: Sql): Promise<IncidentRow> {
  const row =
    Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await readIncident(number, on) : null
  if (!row) throw new Problem('not-found', 'There is no such incident.')
  return row
}
