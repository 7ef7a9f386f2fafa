import { prisma, sql, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

export interface EgressAllowance {
  id: string
  cidr: string
  reason: string
  createdBy: string | null
  createdAt: Date
}

/** The open ranges with who opened them, newest first. */
export async function listAllowances(): Promise<EgressAllowance[]> {
  const { rows } = await sql().query<EgressAllowance>(
    `select a.id, a.cidr, a.reason, u.name as "createdBy", a.created_at as "createdAt"
       from egress_allowance a left join app_user u on u.id = a.created_by_id
      where a.revoked_at is null order by a.created_at desc`,
  )
  return rows
}

/** CIDRs that administrators opened, in a stable order. */
export async function openRanges(): Promise<string[]> {
  const { rows } = await sql().query<{ cidr: string }>(
    'select distinct cidr from egress_allowance where revoked_at is null order by cidr',
  )
  return rows.map((row) => row.cidr)
}

/** An open range by its id; null when there is none or it was closed. */
export function findAllowance(id: string): Promise<{ id: string; cidr: string; reason: string } | null> {
  return prisma().egressAllowance.findFirst({
    where: { id, revokedAt: null },
    select: { id: true, cidr: true, reason: true },
  })
}

/** Opens a range; returns its id, or null when it is open already. */
export async function insertAllowance(
  tx: Transaction,
  { cidr, reason, createdById }: { cidr: string; reason: string; createdById: string },
): Promise<string | null> {
  // Two clicks at once must leave one row: the lock lasts until the transaction ends.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('egress ' || ${cidr}))`
  const open = await tx.egressAllowance.findFirst({ where: { cidr, revokedAt: null }, select: { id: true } })
  if (open) return null
  const id = newId()
  await tx.$executeRaw`insert into egress_allowance (id, cidr, purpose, reason, created_by_id, created_at)
    values (${id}::uuid, ${cidr}, 'check', ${reason}, ${createdById}::uuid, app_now())`
  return id
}

/** Closes an allowance; false when it was closed already. */
export async function revokeAllowance(tx: Transaction, id: string): Promise<boolean> {
  const closed = await tx.$executeRaw`update egress_allowance set revoked_at = app_now()
    where id = ${id}::uuid and revoked_at is null`
  return closed === 1
}
