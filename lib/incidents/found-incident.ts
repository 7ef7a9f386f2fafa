import { Problem } from '@/lib/problem'
import { type IncidentRow, readIncident } from './store'

/** One incident by the number of an address. Throws Problem not-found. */
export async function foundIncident(number: number): Promise<IncidentRow> {
  const row =
    Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await readIncident(number) : null
  if (!row) throw new Problem('not-found', 'There is no such incident.')
  return row
}
