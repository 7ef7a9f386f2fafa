import { sql, type Transaction } from '@/lib/db/database'

/** A one-time link that still works: for a person's password, or (no person) for the first administrator. */
export interface OpenLink {
  userId: string | null
  expiresAt: Date
}

/** Writes a link down by the hash of its token; it works for 24 hours. */
export async function insertLink(tx: Transaction, tokenHash: string, userId: string | null): Promise<void> {
  await tx.$executeRaw`
    insert into setup_link (token_hash, created_at, expires_at, user_id)
    values (${tokenHash}, app_now(), app_now() + interval '24 hours', ${userId}::uuid)`
  await tx.$executeRaw`delete from setup_link where expires_at < app_now() - interval '30 days'`
}

/** A link that still works by the hash of its token; null when it is unknown, used or over. */
export async function findLink(tokenHash: string): Promise<OpenLink | null> {
  const { rows } = await sql().query<OpenLink>(
    `select user_id as "userId", expires_at as "expiresAt" from setup_link
      where token_hash = $1 and used_at is null and expires_at > app_now()`,
    [tokenHash],
  )
  return rows[0] ?? null
}

/** Uses a link up. Null if it does not work (any more): of two at once, one gets it. */
export async function useLink(tx: Transaction, tokenHash: string): Promise<{ userId: string | null } | null> {
  const rows = await tx.$queryRaw<{ userId: string | null }[]>`
    update setup_link set used_at = app_now()
     where token_hash = ${tokenHash} and used_at is null and expires_at > app_now()
    returning user_id as "userId"`
  return rows[0] ?? null
}

/** Makes every open link of this person worthless. */
export async function closeLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`
    update setup_link set used_at = app_now() where user_id = ${userId}::uuid and used_at is null`
}
