import { inSqlTransaction, sql, type Transaction } from '@/lib/db/database'
import { createPool } from '@/lib/db/pool'
import type { Json } from '@/lib/json'
import type { TargetKind } from '@/lib/systems/target-address'

export interface SelfTarget {
  id: string
  kind: TargetKind
  address: string
  config: Json
  secret: string | null
  checkKinds: string[]
}

/** Two processes that start at once do this one after the other. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  return inSqlTransaction(async (on) => {
    await on.query('select pg_advisory_xact_lock(72707372)')
    return work()
  })
}

/** The system that stands for this installation; null before the first start made it. */
export async function findSelfSystem(
  tx: Transaction,
): Promise<{ id: string; ownerId: string | null } | null> {
  return tx.system.findFirst({ where: { isSelf: true }, select: { id: true, ownerId: true } })
}

/** The first administrator, who answers for the installation. */
export async function firstAdministrator(): Promise<string | null> {
  const { rows } = await sql().query<{ id: string }>(
    `select id from app_user where role = 'admin' and disabled_at is null order by created_at, id limit 1`,
  )
  return rows[0]?.id ?? null
}

/** Gives the own system to somebody. Throws when it does not exist. */
export async function setSelfOwner(tx: Transaction, systemId: string, ownerId: string): Promise<void> {
  await tx.system.update({ where: { id: systemId }, data: { ownerId } })
}

/** The targets of the installation's own system, with the kinds of their checks. */
export async function listSelfTargets(): Promise<SelfTarget[]> {
  const { rows } = await sql().query<SelfTarget>(
    `select t.id, t.kind, t.address, t.config, t.secret,
            coalesce(array_agg(c.kind) filter (where c.kind is not null), '{}') as "checkKinds"
       from target t join system s on s.id = t.system_id and s.is_self
       left join "check" c on c.target_id = t.id
      group by t.id order by t.created_at`,
  )
  return rows
}

/** Points a target of the installation at where it is now. */
export async function updateSelfTarget(
  tx: Transaction,
  id: string,
  to: { address: string; config: Json; secret: string | null; now: Date },
): Promise<void> {
  await tx.target.update({
    where: { id },
    data: {
      address: to.address,
      config: to.config ?? {},
      secret: to.secret,
      secretSetAt: to.secret === null ? null : to.now,
      revision: { increment: 1 },
    },
  })
}

/** Whether the server says that this role exists already: another installation on it was faster. */
export function isTaken(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return code === '42710' || code === '23505'
}

/** Whether the product's own server has a role of this name. */
export async function roleExists(name: string): Promise<boolean> {
  const { rowCount } = await sql().query('select 1 from pg_roles where rolname = $1', [name])
  return rowCount === 1
}

/**
 * Makes a role that may read statistics and nothing else, or gives an existing one a new password.
 * Throws what the server says when this connection may not do that.
 */
export async function writeAuditRole(name: string, verifier: string, exists: boolean): Promise<void> {
  await inSqlTransaction(async (on) => {
    const attributes = 'login nosuperuser nocreatedb nocreaterole noreplication inherit connection limit 10'
    const { rows } = await on.query<{ statement: string }>(
      `select unnest(array[
         format('${exists ? 'alter' : 'create'} role %I with ${attributes} password %L', $1::text, $2::text),
         format('alter role %I set default_transaction_read_only = on', $1::text),
         format('grant pg_monitor to %I', $1::text),
         format('grant usage on schema public to %I', $1::text),
         format('grant select on all sequences in schema public to %I', $1::text),
         format('alter default privileges in schema public grant select on sequences to %I', $1::text)]) as statement`,
      [name, verifier],
    )
    for (const { statement } of rows) await on.query(statement)
  })
}

/** Whether this connection string lets somebody in. */
export async function canSignIn(connectionString: string): Promise<boolean> {
  const pool = createPool({ connectionString, name: 'self audit', max: 1, statementTimeoutMs: 5_000 })
  try {
    await pool.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await pool.end()
  }
}
