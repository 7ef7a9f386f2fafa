import { databaseNow, inSqlTransaction } from '@/lib/db/database'
import { endAcceptedFindings } from '../end-acceptances'

/** Findings whose acceptance has expired need a decision again. Returns how many. */
export function endExpiredAcceptances(): Promise<number> {
  return inSqlTransaction(async (on) => endAcceptedFindings(on, [], await databaseNow(on)))
}
