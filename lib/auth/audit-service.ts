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

/** Recomputes the whole chain. Administrators only. */
export async function checkAuditChain(viewer: Viewer): Promise<ChainState> {
  permitAudit(viewer)
  return verifyAuditChain()
}

const permitAudit = (viewer: Viewer) =>
  permit(canReadAudit(viewer), 'Only an administrator reads the audit log. Ask one of them.')
