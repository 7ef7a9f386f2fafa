import { appendAudit } from '@/lib/audit/store'
import { canChangeEgress, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { egressAllowCidrs } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { privateRange } from './address-range'
import { type AllowRange, allowRangeSchema } from './schema'
import { findAllowance, insertAllowance, listAllowances, revokeAllowance } from './store'
import type { OpenRange } from './view'

/**
 * Opens a private range for checks ("10.1.2.0/24"). Administrators only; opening it twice changes nothing.
 * Throws Problem: `forbidden`, or `invalid` when it is not a private range or the reason is missing.
 */
export async function allowRange(viewer: Viewer, cidr: string, reason: string): Promise<{ cidr: string }> {
  permitEgress(viewer)
  const input = parse({ cidr, reason })
  const range = privateRange(input.cidr)
  await inTransaction(async (tx) => {
    const id = await insertAllowance(tx, { cidr: range, reason: input.reason, createdById: viewer.id })
    if (id === null) return
    await appendAudit(tx, {
      actor: viewer,
      action: 'egress.allow',
      entity: 'egress_allowance',
      entityId: id,
      after: { cidr: range, reason: input.reason },
    })
  })
  return { cidr: range }
}

/** Closes a range again; checks behind it become unknown at their next run. Administrators only. */
export async function revokeRange(viewer: Viewer, id: string): Promise<void> {
  permitEgress(viewer)
  const allowance = await findAllowance(id)
  if (!allowance) throw new Problem('not-found', 'This range is not open any more.')
  await inTransaction(async (tx) => {
    if (!(await revokeAllowance(tx, id))) return
    await appendAudit(tx, {
      actor: viewer,
      action: 'egress.revoke',
      entity: 'egress_allowance',
      entityId: id,
      before: { cidr: allowance.cidr, reason: allowance.reason },
    })
  })
}

/** Every open range: those of administrators, and those of EGRESS_ALLOW_CIDRS, which the page cannot close. */
export async function listRanges(viewer: Viewer): Promise<OpenRange[]> {
  permitEgress(viewer)
  const stored = await listAllowances()
  return [
    ...egressAllowCidrs().map((cidr) => ({
      id: null,
      cidr,
      reason: 'EGRESS_ALLOW_CIDRS',
      by: null,
      at: null,
    })),
    ...stored.map(({ id, cidr, reason, createdBy, createdAt }) => ({
      id,
      cidr,
      reason,
      by: createdBy,
      at: createdAt.toISOString(),
    })),
  ]
}

function permitEgress(viewer: Viewer): void {
  permit(canChangeEgress(viewer), 'Only an administrator opens private networks for checks. Ask one of them.')
}

function parse(input: AllowRange): AllowRange {
  const parsed = allowRangeSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[String(issue.path[0])] ??= issue.message
  throw new Problem('invalid', Object.values(fields)[0] ?? 'This range is not valid.', fields)
}
