// Reads the audit log for administrators. It lives here because the log itself (lib/audit) knows nothing of roles.
import { type AuditEntry, type ChainState, listAudit, verifyAuditChain } from '@/lib/audit/store'
import { canReadAudit, permit } from './permissions'
import type { Viewer } from './viewer'

const pageSize = 50

/** One page of the log, newest first; `older` is the cursor of the next, null at the end. Administrators only. */
export async function readAudit(
  viewer: Viewer,
  { before, entity }: { before: number | null; entity?: string | undefined },
): Promise<{ entries: AuditEntry[]; older: number | null }> {
  permitAudit(viewer)
  const entries = await listAudit({ beforeId: before, limit: pageSize + 1, entity })
  const page = entries.slice(0, pageSize)
  return { entries: page, older: entries.length > pageSize ? (page.at(-1)?.id ?? null) : null }
}

// Recomputing this many takes a fraction of a second; the whole log may take long, so it is asked for.
const newestPart = 2_000

/** Recomputes the hashes of the newest entries, or of the whole log. Administrators only. */
export async function checkAuditChain(viewer: Viewer, { whole }: { whole: boolean }): Promise<ChainState> {
  permitAudit(viewer)
  return verifyAuditChain(whole ? undefined : newestPart)
}

const permitAudit = (viewer: Viewer) =>
  permit(canReadAudit(viewer), 'Only an administrator reads the audit log. Ask one of them.')
