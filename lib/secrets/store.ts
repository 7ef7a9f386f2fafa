import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { SecretTable } from './secret-aad'

export interface DataKeyRow {
  id: string
  wrapped: string
  kekId: string
  active: boolean
}

/** A constant, sealed under the key-encryption key: proves at start that the right key is there. */
export interface KeyCheck {
  kekId: string
  value: string
}

const checkName = 'secrets.key-check'

const keysLock = 72_707_371

/** One process at a time makes, rotates or wraps keys; others wait until its transaction ends. */
export async function lockKeys(on: Sql): Promise<void> {
  await on.query('select pg_advisory_xact_lock($1)', [keysLock])
}

/** The value that proves a key to be the one of this database; null before there is one. */
export async function readKeyCheck(on: Sql = sql()): Promise<KeyCheck | null> {
  const { rows } = await on.query<{ value: KeyCheck }>('select value from instance_setting where key = $1', [
    checkName,
  ])
  return rows[0]?.value ?? null
}

/** Keeps the value that proves the key, in place of the one before. */
export async function writeKeyCheck(on: Sql, check: KeyCheck): Promise<void> {
  await on.query(
    `insert into instance_setting (key, value, updated_at) values ($1, $2, app_now())
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [checkName, JSON.stringify(check)],
  )
}

/** All data keys, wrapped; the active one first, then the newest. */
export async function listDataKeys(on: Sql = sql()): Promise<DataKeyRow[]> {
  const { rows } = await on.query<DataKeyRow>(
    'select id, wrapped, kek_id as "kekId", active from data_key order by active desc, created_at desc',
  )
  return rows
}

/** Makes this the key that new values are sealed with; the one before stays readable. */
export async function replaceActiveDataKey(
  tx: Transaction,
  { id, wrapped, kekId }: Omit<DataKeyRow, 'active'>,
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${keysLock})`
  await tx.$executeRaw`update data_key set active = false where active`
  await tx.$executeRaw`
    insert into data_key (id, wrapped, kek_id, active, created_at)
    values (${id}::uuid, ${wrapped}, ${kekId}, true, app_now())`
}

/** The key of an installation that has none yet. */
export async function insertFirstDataKey(
  on: Sql,
  { id, wrapped, kekId }: Omit<DataKeyRow, 'active'>,
): Promise<void> {
  await on.query(
    'insert into data_key (id, wrapped, kek_id, active, created_at) values ($1, $2, $3, true, app_now())',
    [id, wrapped, kekId],
  )
}

/** Keeps a data key as wrapped by another key that encrypts keys. */
export async function rewrapDataKey(
  on: Sql,
  { id, wrapped, kekId }: Omit<DataKeyRow, 'active'>,
): Promise<void> {
  await on.query('update data_key set wrapped = $2, kek_id = $3 where id = $1', [id, wrapped, kekId])
}

export interface SealedRow {
  id: string
  config: unknown
  secret: string
}

/** Settings keep the value beside what it is for, in one JSON: {config, secret}. */
const settings = `(select key as id, value->'config' as config, value->>'secret' as secret from instance_setting
  where jsonb_typeof(value->'secret') = 'string') as setting`

/** Rows with several values by name, {name: {config, secret}}: their id is the row's and the name, "…/0.before". */
const named = (
  table: string,
) => `(select t.id || '/' || s.key as id, s.value->'config' as config, s.value->>'secret' as secret
  from ${table} t, jsonb_each(t.secrets) s) as named`

/** Rows whose value is sealed with another key than this one, after `afterId`, in the order of their id. */
export async function listSealedWithOtherKey(
  table: SecretTable,
  dataKeyId: string,
  afterId: string | null,
  limit: number,
): Promise<SealedRow[]> {
  const [source, idType] = sourceOf(table)
  const { rows } = await sql().query<SealedRow>(
    `select id, config, secret from ${source}
      where secret is not null and split_part(secret, '.', 2) <> $1 and ($2::${idType} is null or id > $2)
      order by id limit $3`,
    [dataKeyId, afterId, limit],
  )
  return rows
}

const hasNamed = (table: SecretTable) => table === 'guided_verification' || table === 'drill_plan'

function sourceOf(table: SecretTable): [source: string, idType: 'text' | 'uuid'] {
  if (table === 'setting') return [settings, 'text']
  return hasNamed(table) ? [named(table), 'text'] : [table, 'uuid']
}

/** Replaces a sealed value unless somebody changed it meanwhile; true when it was replaced. */
export async function replaceSealed(table: SecretTable, row: SealedRow, sealed: string): Promise<boolean> {
  const values = [row.id, row.secret, sealed, JSON.stringify(row.config)]
  const { rowCount } = await sql().query(replacing(table), values)
  return rowCount === 1
}

function replacing(table: SecretTable): string {
  if (hasNamed(table))
    return `update ${table} set secrets = jsonb_set(secrets, array[split_part($1, '/', 2), 'secret'], to_jsonb($3::text))
             where id = split_part($1, '/', 1)::uuid and secrets->split_part($1, '/', 2)->>'secret' = $2
               and secrets->split_part($1, '/', 2)->'config' = $4::jsonb`
  return table === 'setting'
    ? `update instance_setting set value = jsonb_set(value, '{secret}', to_jsonb($3::text))
          where key = $1 and value->>'secret' = $2 and value->'config' = $4::jsonb`
    : `update ${table} set secret = $3 where id = $1 and secret = $2 and config = $4::jsonb`
}
