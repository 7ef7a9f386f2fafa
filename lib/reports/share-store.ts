import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** A link to one report; its token is known only to whoever was given it. */
export interface ShareRow {
  id: string
  reportId: string
  note: string
  createdBy: string | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  openedCount: number
  openedAt: Date | null
  /** Whoever made it may not sign in any more: neither may those it was given to read on. */
  isOfDisabled: boolean
}

const columns = `s.id, s.report_id as "reportId", s.note, u.name as "createdBy", s.created_at as "createdAt",
  s.expires_at as "expiresAt", s.revoked_at as "revokedAt", s.opened_count as "openedCount", s.opened_at as "openedAt",
  u.disabled_at is not null as "isOfDisabled"`

/** Links of a report, newest first. */
export async function listShares(reportId: string, on: Sql = sql()): Promise<ShareRow[]> {
  const { rows } = await on.query<ShareRow>(
    `select ${columns} from report_share s left join app_user u on u.id = s.created_by_id
      where s.report_id = $1 order by s.revoked_at is null and s.expires_at > app_now() desc, s.created_at desc limit 100`,
    [reportId],
  )
  return rows
}

/** Locks a link that still works; null where it has ended or never was. */
export async function lockShare(
  tx: Transaction,
  id: string,
): Promise<{ id: string; reportId: string } | null> {
  const [row] = await tx.$queryRaw<{ id: string; reportId: string }[]>`
    select id, report_id as "reportId" from report_share
     where id = ${id}::uuid and revoked_at is null and expires_at > app_now() for update`
  return row ?? null
}

/** Stores a link that works for so many days from now; returns until when. */
export async function insertShare(
  tx: Transaction,
  share: { id: string; reportId: string; tokenHash: string; note: string; createdById: string; days: number },
): Promise<Date> {
  const [row] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    insert into report_share (id, report_id, token_hash, note, created_by_id, created_at, expires_at)
    values (${share.id}::uuid, ${share.reportId}::uuid, ${share.tokenHash}, ${share.note}, ${share.createdById}::uuid,
            app_now(), app_now() + make_interval(days => ${share.days}::int))
    returning expires_at as "expiresAt"`
  if (!row) throw new Error('the link was not stored')
  return row.expiresAt
}

/** Ends a link now. */
export async function endShare(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`update report_share set revoked_at = app_now() where id = ${id}::uuid`
}

/** Links of a report that still work; two that are made at once count each other. */
export async function countOpenShares(tx: Transaction, reportId: string): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(72707381, hashtext(${reportId}))`
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from report_share
     where report_id = ${reportId}::uuid and revoked_at is null and expires_at > app_now()`
  return row?.count ?? 0
}

/** The report that a link leads to while it works, counted as opened; null otherwise. */
export async function openShare(
  tokenHash: string,
  on: Sql = sql(),
): Promise<{ reportId: string; expiresAt: Date } | null> {
  const { rows } = await on.query<{ reportId: string; expiresAt: Date }>(
    `update report_share set opened_count = opened_count + 1, opened_at = app_now()
      where token_hash = $1 and revoked_at is null and expires_at > app_now()
        and not exists (select from app_user u where u.id = created_by_id and u.disabled_at is not null)
      returning report_id as "reportId", expires_at as "expiresAt"`,
    [tokenHash],
  )
  return rows[0] ?? null
}
