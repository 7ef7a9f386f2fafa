import { quoteIdentifier } from '@/lib/probes/quote-identifier'
import type { ServerError } from './begin-snapshot'

/** Why something could not be read, as a sentence with what to do about it. */
export function unreadReason(error: ServerError, role: string): string {
  const said = error.message.replaceAll(/\p{C}+/gu, ' ').slice(0, 200)
  // By the routine that raised it: the message may be in any language.
  if (error.routine === 'check_enable_rls')
    return `Row security hides rows from role ${role}. Run: ALTER ROLE ${quoteIdentifier(role)} BYPASSRLS;`
  if (error.code === '42501') return missingRight(role)
  if (error.code === '57014')
    return 'Reading it took longer than a statement may take. Look at the load of the server.'
  if (error.code === '55P03')
    return 'Somebody held it locked for more than 5 s. Look at pg_locks, then take the snapshot again.'
  return `The server could not read it: ${said} (${error.code}).`
}

/** What to say where a role may not read. */
export function missingRight(role: string): string {
  return `Role ${role} may not read it. Run: GRANT pg_read_all_data TO ${quoteIdentifier(role)};`
}
