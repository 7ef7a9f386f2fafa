import { appendAudit } from '@/lib/audit/store'
import { hashLinkToken, newLinkToken } from '@/lib/auth/link-token'
import { canShareReport, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { publicUrl } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { getReport, readReportView } from './service'
import type { ShareInput } from './share-schema'
import {
  countOpenShares,
  endShare,
  insertShare,
  listShares,
  lockShare,
  openShare,
  type ShareRow,
} from './share-store'
import type { ShareView } from './share-view'
import type { ReportView } from './view'

const mayShare =
  'Sharing a report outside this installation needs the role manager. An admin can give it to you.'

/** Links to one report that may work at once: each of them is listed, and can be ended. */
const openShares = 50

/** Links to a report, those that work first. */
export async function getShares(_viewer: Viewer, reportId: string): Promise<ShareView[]> {
  const [rows, now] = await Promise.all([listShares(reportId), databaseNow()])
  return rows.map((row) => shareView(row, now))
}

/**
 * Makes a link that shows this one report to whoever has it, for some days. The address is returned once: only its
 * hash is kept. Throws Problem: forbidden, not-found, too-many.
 */
export async function shareReport(
  viewer: Viewer,
  input: ShareInput,
): Promise<{ url: string; expiresAt: Date }> {
  permit(canShareReport(viewer), mayShare)
  const report = await getReport(viewer, input.reportId)
  const { token, hash } = newLinkToken()
  const id = newId()
  const expiresAt = await inTransaction(async (tx) => {
    if ((await countOpenShares(tx, report.id)) >= openShares)
      throw new Problem(
        'too-many',
        `${openShares} links to this report work already. End one that nobody needs any more, or hand on one of them.`,
      )
    const until = await insertShare(tx, {
      id,
      reportId: report.id,
      tokenHash: hash,
      note: input.note,
      createdById: viewer.id,
      days: input.days,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'report.share',
      entity: 'report_share',
      entityId: id,
      after: { reportId: report.id, note: input.note, expiresAt: until },
    })
    return until
  })
  return { url: new URL(`/links/reports/${token}`, publicUrl()).toString(), expiresAt }
}

/** Ends a link at once. Throws Problem: forbidden, not-found. */
export async function revokeShare(viewer: Viewer, shareId: string): Promise<{ reportId: string }> {
  permit(canShareReport(viewer), mayShare)
  return inTransaction(async (tx) => {
    const share = await lockShare(tx, shareId)
    if (!share) throw new Problem('not-found', 'This link has ended already.')
    await endShare(tx, share.id)
    await appendAudit(tx, {
      actor: viewer,
      action: 'report.revoke-share',
      entity: 'report_share',
      entityId: share.id,
      after: { reportId: share.reportId },
    })
    return { reportId: share.reportId }
  })
}

/** The report behind a link, for somebody who has not signed in; null where the link has ended or never was. */
export async function openSharedReport(
  token: string,
): Promise<{ report: ReportView; expiresAt: string } | null> {
  // A token is 43 characters of base64url: anything else is not looked up.
  if (!/^[\w-]{43}$/.test(token)) return null
  const share = await openShare(hashLinkToken(token))
  if (!share) return null
  return { report: await readReportView(share.reportId), expiresAt: share.expiresAt.toISOString() }
}

function shareView(row: ShareRow, now: Date): ShareView {
  return {
    id: row.id,
    note: row.note,
    createdBy: row.createdBy ?? 'a removed person',
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: row.revokedAt ? 'revoked' : row.expiresAt <= now || row.isOfDisabled ? 'ended' : 'open',
    openedCount: row.openedCount,
    openedAt: row.openedAt?.toISOString() ?? null,
  }
}
