import { defaultMark } from './lasting-value'
import { type CatalogueQuery, notOfExtensions, ours } from './own-objects'

/** Settings that belong to the place where a server runs, and differ with it. */
const ofThePlace = [
  'config_file',
  'hba_file',
  'ident_file',
  'data_directory',
  'external_pid_file',
  'unix_socket_directories',
  'port',
  'listen_addresses',
  'cluster_name',
  'application_name',
  'log_directory',
  'log_filename',
  'stats_temp_directory',
  'ssl_cert_file',
  'ssl_key_file',
  'ssl_ca_file',
  'ssl_crl_file',
  'primary_conninfo',
  'dynamic_shared_memory_type',
  'client_encoding',
  'default_transaction_read_only',
  'transaction_isolation',
  'transaction_read_only',
  'transaction_deferrable',
]

/**
 * All settings as they are for everybody, those that nobody changed marked as such. To be asked before anything is
 * pinned; of what this session set itself the value counts that it would go back to.
 */
export const settingsQuery = `select s.name::text as key,
    coalesce(v.value, '') || coalesce(s.unit, '') || case when s.source = 'default' or v.value is not distinct from s.boot_val then '${defaultMark}' else '' end as value
  from pg_settings s, lateral (select case s.source when 'session' then s.reset_val else s.setting end as value) v
  where s.context <> 'internal' and s.source not in ('override', 'client') and s.name <> all(array['${ofThePlace.join("', '")}'])
`

const ownedKinds = `case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end`

const owners = `select ${ownedKinds} || ' ' || format('%I.%I', n.nspname, c.relname) as key, pg_get_userbyid(c.relowner)::text as value
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't' and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}
  union all
  select 'function ' || p.oid::regprocedure::text, pg_get_userbyid(p.proowner)::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${ours('n')} and ${notOfExtensions('pg_proc', 'p.oid')}
  union all
  select 'type ' || format('%I.%I', n.nspname, t.typname), pg_get_userbyid(t.typowner)::text
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
  where (t.typrelid = 0 or c.relkind = 'c') and t.typtype in ('e', 'd', 'r', 'c') and ${ours('n')} and ${notOfExtensions('pg_type', 't.oid')}
  union all
  select 'schema ' || quote_ident(n.nspname), pg_get_userbyid(n.nspowner)::text from pg_namespace n where ${ours('n')}
  union all
  select 'the database', pg_get_userbyid(datdba)::text from pg_database where datname = current_database()`

/** What somebody may do to one thing, in one line per role. */
const granted = (key: string, list: string, from: string) =>
  `select ${key} || ' to ' || case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end as key,
     string_agg(g.privilege_type || case when g.is_grantable then ' with grant option' else '' end, ', ' order by g.privilege_type) as value
   from ${from}, lateral aclexplode(${list}) g`

const privileges = [
  `${granted(
    `case when c.relkind = 'S' then 'sequence ' else 'table ' end || format('%I.%I', n.nspname, c.relname)`,
    `coalesce(c.relacl, acldefault(case when c.relkind = 'S' then 's'::"char" else 'r'::"char" end, c.relowner))`,
    'pg_class c join pg_namespace n on n.oid = c.relnamespace',
  )} where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't' and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')} group by 1`,
  `${granted(
    `'column ' || format('%I.%I.%I', n.nspname, c.relname, a.attname)`,
    'a.attacl',
    'pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace',
  )} where a.attacl is not null and not a.attisdropped and ${ours('n')} group by 1`,
  `${granted(
    `'function ' || p.oid::regprocedure::text`,
    `coalesce(p.proacl, acldefault('f', p.proowner))`,
    'pg_proc p join pg_namespace n on n.oid = p.pronamespace',
  )} where ${ours('n')} and ${notOfExtensions('pg_proc', 'p.oid')} group by 1`,
  `${granted(
    `'schema ' || quote_ident(n.nspname)`,
    `coalesce(n.nspacl, acldefault('n', n.nspowner))`,
    'pg_namespace n',
  )} where ${ours('n')} group by 1`,
  `${granted(
    `'the database'`,
    `coalesce(d.datacl, acldefault('d', d.datdba))`,
    'pg_database d',
  )} where d.datname = current_database() group by 1`,
  `${granted(
    `'later objects (' || a.defaclobjtype::text || ') of ' || quote_ident(pg_get_userbyid(a.defaclrole)) || coalesce(' in ' || quote_ident(n.nspname), '')`,
    'a.defaclacl',
    'pg_default_acl a left join pg_namespace n on n.oid = a.defaclnamespace',
  )} group by 1`,
].join('\n  union all\n  ')

/**
 * SQL: settings of a role or database as text. Of those with a dot in their name, which applications use as they like, also
 * for keys, only a hash of the value: whether it is the same is all that is compared.
 */
const settingsText = (list: string) =>
  `(select string_agg(case when strpos(split_part(item, '=', 1), '.') > 0
      then split_part(item, '=', 1) || ' (sha256 ' || left(encode(sha256(convert_to(substr(item, strpos(item, '=') + 1), 'UTF8')), 'hex'), 12) || ')'
      else item end, ', ' order by number) from unnest(${list}) with ordinality each_of(item, number))`

const roles = `select 'role ' || quote_ident(r.rolname) as key,
    concat_ws(', ', case when r.rolsuper then 'superuser' end, case when r.rolcanlogin then 'login' else 'no login' end, case when r.rolcreatedb then 'createdb' end,
      case when r.rolcreaterole then 'createrole' end, case when r.rolreplication then 'replication' end, case when r.rolbypassrls then 'bypassrls' end,
      case when not r.rolinherit then 'no inherit' end, case when r.rolconnlimit >= 0 then 'limit ' || r.rolconnlimit end,
      'valid until ' || r.rolvaliduntil::text, ${settingsText('r.rolconfig')}) as value
  from pg_roles r where r.rolname !~ '^pg_'
  union all
  select 'member ' || quote_ident(pg_get_userbyid(m.member)) || ' of ' || quote_ident(pg_get_userbyid(m.roleid)),
    case when bool_or(m.admin_option) then 'with admin option' else 'member' end from pg_auth_members m
  where pg_get_userbyid(m.member) !~ '^pg_' group by m.member, m.roleid
  union all
  select 'settings ' || coalesce('of ' || quote_ident(pg_get_userbyid(nullif(s.setrole, 0))), 'of everybody') ||
    case when s.setdatabase <> 0 then ' in this database' else '' end, ${settingsText('s.setconfig')}
  from pg_db_role_setting s where s.setdatabase = 0 and s.setrole = 0 or s.setdatabase = (select oid from pg_database where datname = current_database())`

/** How passwords are kept; only superusers may see that. */
const passwordMethods = `select 'password of ' || quote_ident(rolname) as key,
    case when rolpassword like 'SCRAM-SHA-256$%' then 'scram-sha-256' when rolpassword like 'md5%' then 'md5' else 'none' end as value
  from pg_authid where rolname !~ '^pg_'`

function encoding(version: number): string {
  const locale = version >= 170_000 ? 'd.datlocale' : version >= 150_000 ? 'd.daticulocale' : 'null'
  const provider = version >= 150_000 ? 'd.datlocprovider::text' : `'c'`
  const recorded = version >= 150_000 ? 'd.datcollversion' : 'null::text'
  const actual = version >= 150_000 ? 'pg_database_collation_actual_version(d.oid)' : 'null::text'
  return `select e.key, e.value from pg_database d, lateral (values
      ('encoding', pg_encoding_to_char(d.encoding)::text), ('collation', d.datcollate::text), ('character types', d.datctype::text),
      ('locale', coalesce(${locale}, '')), ('locale provider', case ${provider} when 'c' then 'libc' when 'i' then 'icu' else 'builtin' end),
      ('collation version', case when ${recorded} is distinct from ${actual}
         then 'made with ' || coalesce(${recorded}, 'none') || ', now ' || coalesce(${actual}, 'none') || ': REINDEX, then ALTER DATABASE ... REFRESH COLLATION VERSION'
         else 'as recorded' end)) e(key, value)
    where d.datname = current_database()`
}

/** Who may do what, and how the server is set up. */
export function serverQueries(version: number): CatalogueQuery[] {
  return [
    { area: 'owners', text: owners },
    { area: 'privileges', text: privileges },
    { area: 'roles', text: roles },
    { area: 'roles', what: 'password of ', text: passwordMethods },
    { area: 'encoding', text: encoding(version) },
  ]
}
