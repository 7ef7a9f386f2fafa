import type pg from 'pg'
import { isHarmlessExtension, type PlacePreparation, type PlacePrepared, quoted } from './scratch-place'

// Questions to a scratch database of somebody else's server: none of them is for the product's own.

/** The word of a person that everything in a database may be lost. */
export const scratchComment = 'wheeltapper: scratch'
/** Marks a database while something is restored into it: what a killed worker left there is ours to remove. */
export const markerSchema = 'wheeltapper_scratch'
const markerWords = 'made by a restore drill of Wheeltapper; everything in this database is removed after it'
/** Taken for as long as a drill uses the database. */
const lockKey = 7_734_219_021

/** What a scratch database is like before it is used. */
export interface ScratchSight {
  database: string
  version: number
  isScratch: boolean
  /** A schema of ours stands in it: its drill was killed. */
  isLeftover: boolean
  /** What is in it that no empty database has, at most five: "table public.orders". */
  contents: string[]
  /** Why its role may do too much; null where it may not. */
  tooMighty: string | null
  canCreate: boolean
  extensions: string[]
}

/** Looks at a database that is said to be a scratch one. */
export async function seeScratch(client: pg.ClientBase): Promise<ScratchSight> {
  const { rows } = await client.query<ScratchSight>(
    `select current_database()::text as database, current_setting('server_version_num')::int as version,
        coalesce(shobj_description(d.oid, 'pg_database'), '') ilike '%' || $1 || '%' as "isScratch",
        exists (select from pg_namespace where nspname = $2
                 and obj_description(oid, 'pg_namespace') = $3) as "isLeftover",
        array(select what from (
          select 'table or view ' || n.nspname || '.' || c.relname as what from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
           where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r','v','m','f','p','S')
             and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
          union all select 'schema ' || nspname from pg_namespace
           where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', $2)
          union all select 'function ' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
             and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
          union all select 'type ' || t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
           where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typrelid = 0 and t.typelem = 0
             and not exists (select from pg_depend e where e.objid = t.oid and e.deptype = 'e')
          union all select 'large object ' || oid from pg_largeobject_metadata
        ) found limit 5) as contents,
        case when r.rolsuper then 'is a superuser'
             when r.rolcreaterole then 'may make roles'
             when r.rolreplication then 'may replicate'
             when pg_has_role(current_user, 'pg_execute_server_program', 'usage') then 'may run programs of the server'
             when pg_has_role(current_user, 'pg_write_server_files', 'usage') then 'may write files of the server'
             when pg_has_role(current_user, 'pg_read_server_files', 'usage') then 'may read files of the server'
        end as "tooMighty",
        has_database_privilege(current_database(), 'create') as "canCreate",
        array(select name::text from pg_available_extensions) as extensions
       from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`,
    [scratchComment, markerSchema, markerWords],
  )
  const [sight] = rows
  if (!sight) throw new Error('the scratch database did not say what is in it')
  return sight
}

/** Takes the database for one drill, as long as the session lasts. */
export async function lockScratch(client: pg.ClientBase): Promise<boolean> {
  await client.query('set default_transaction_read_only = off')
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    lockKey,
  ])
  return rows[0]?.taken === true
}

/** From here on everything that stands in the database is ours. */
export async function markScratch(client: pg.ClientBase): Promise<void> {
  await client.query(`create schema ${markerSchema}`)
  await client.query(`comment on schema ${markerSchema} is '${markerWords}'`)
}

/** Makes the extensions that the role may make there. Roles are not ours to make. */
export async function prepareScratch(
  client: pg.ClientBase,
  { extensions }: PlacePreparation,
  available: ReadonlySet<string>,
): Promise<PlacePrepared> {
  const done: PlacePrepared = { present: [], absent: [], schemas: [] }
  const { rows } = await client.query<{ name: string }>('select extname::text as name from pg_extension')
  const installed = new Set(rows.map(({ name }) => name))
  for (const { name, schema } of extensions) {
    if (name === 'plpgsql') continue
    const isOwn = schema !== null && schema !== 'public' && !schema.startsWith('pg_')
    const statement = `create extension if not exists ${quoted(name)}${schema ? ` with schema ${quoted(schema)}` : ''} cascade`
    try {
      if (installed.has(name)) {
        done.present.push(name)
        continue
      }
      if (!available.has(name) || !isHarmlessExtension(name)) throw new Error('not to be had')
      if (isOwn && !done.schemas.includes(schema)) {
        await client.query(`create schema if not exists ${quoted(schema)}`)
        done.schemas.push(schema)
      }
      await client.query(statement)
      done.present.push(name)
    } catch {
      done.absent.push(name)
    }
  }
  return done
}

/** What else a dump can put into the schema public; a second restore would find it there. */
const otherThings = `select format('drop %s if exists %s cascade', o.type, o.identity) as statement
  from pg_depend d, pg_identify_object(d.classid, d.objid, 0) o
 where d.refclassid = 'pg_namespace'::regclass and d.refobjid = 'public'::regnamespace and d.deptype = 'n'
   and d.classid in ('pg_collation'::regclass, 'pg_conversion'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
     'pg_opfamily'::regclass, 'pg_ts_config'::regclass, 'pg_ts_dict'::regclass)
   and not exists (select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')`

/** Removes what was restored: all schemas but public, what stands in public, large objects, then the mark. */
export async function emptyScratch(client: pg.ClientBase): Promise<void> {
  await dropAll(
    client,
    `select format('drop extension if exists %I cascade', extname) as statement from pg_extension
      where pg_has_role(current_user, extowner, 'usage') and extname <> 'plpgsql'`,
  )
  await dropAll(
    client,
    `select format('drop schema if exists %I cascade', nspname) as statement from pg_namespace
      where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', '${markerSchema}')`,
  )
  await dropAll(
    client,
    `select format('drop %s if exists public.%I cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view'
        when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end, relname) as statement
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','p','v','m','S','f')`,
  )
  // Before the functions: a type of ranges holds its own, which go with it and not without it.
  await dropAll(
    client,
    `select format('drop type if exists public.%I cascade', typname) as statement from pg_type t
      where typnamespace = 'public'::regnamespace and typelem = 0 and typtype <> 'm'
        and not exists (select from pg_depend e where e.objid = t.oid and e.deptype = 'e')`,
  )
  await dropAll(
    client,
    `select format('drop routine if exists %s cascade', oid::regprocedure) as statement from pg_proc p
      where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')`,
  )
  await dropAll(client, otherThings)
  await dropAll(
    client,
    `select format('select lo_unlink(%s)', oid) as statement from pg_largeobject_metadata`,
  )
  await client.query(`drop schema if exists ${markerSchema} cascade`)
}

/** One statement at a time: a large restore dropped at once would need more locks than a server has. */
async function dropAll(client: pg.ClientBase, list: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(list)
  for (const { statement } of rows) await client.query(statement)
}
