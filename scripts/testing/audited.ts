import { expect } from 'vitest'
import type { AuditAction } from '@/lib/audit/actions'
import { sql } from '@/lib/db/database'

/** One row of the audit log, as tests look at it. */
export interface AuditRow {
  actor_label: string
  action: string
  entity: string
  entity_id: string
  before: unknown
  after: unknown
  ip: string | null
}

/**
 * Runs one mutation twice and proves that it is audited (S-AUDIT). First with an audit log that refuses every row:
 * the mutation must fail and leave every table as it was, so both are one transaction. Then for good: exactly one
 * row appears, with this action; `followedBy` names mutations that come after by themselves, such as the sign-in
 * after a new password. Returns what the mutation returned, and the row.
 */
export async function audited<T>(
  action: AuditAction,
  mutation: () => Promise<T>,
  followedBy: AuditAction[] = [],
): Promise<{ result: T; row: AuditRow }> {
  const before = await everyTable()
  await sql().query(`create function no_audit() returns trigger language plpgsql
    as $f$ begin raise exception 'no audit row today'; end $f$`)
  await sql().query(
    'create trigger no_audit before insert on audit_entry for each row execute function no_audit()',
  )
  try {
    await expect(mutation(), `${action} without its audit row`).rejects.toThrow()
  } finally {
    await sql().query('drop trigger no_audit on audit_entry')
    await sql().query('drop function no_audit()')
  }
  expect(await everyTable(), `${action} without its audit row changes nothing`).toEqual(before)

  const last = await lastAuditId()
  const result = await mutation()
  const { rows } = await sql().query<AuditRow>('select * from audit_entry where id > $1 order by id', [last])
  expect(
    rows.map((row) => row.action),
    `audit rows of ${action}`,
  ).toEqual([action, ...followedBy])
  return { result, row: rows[0] as AuditRow }
}

async function lastAuditId(): Promise<number> {
  const { rows } = await sql().query<{ id: number }>('select coalesce(max(id), 0) as id from audit_entry')
  return rows[0]?.id ?? 0
}

// Counters of tries and moments of use are no mutations of what the product keeps.
const aside = ['audit_entry', 'login_throttle', '_prisma_migrations']

/** A digest of each table: equal before and after means that nothing was changed. */
export async function everyTable(): Promise<Record<string, string>> {
  const { rows: tables } = await sql().query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($1) order by 1`,
    [aside],
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await sql().query<{ digest: string }>(
      `select md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as digest from "${name}" t`,
    )
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}
