// One row per object of a schema, with a fingerprint of what it is. Partitions come and go with the calendar and are
// left to their parent; what belongs to an extension is its own business.

const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> all ($1::text[])`
const notOfExtension = (catalogue: string) =>
  `not exists (select 1 from pg_depend x where x.classid = '${catalogue}'::regclass and x.objid = o.oid and x.deptype = 'e')`
const named = `quote_ident(n.nspname) || '.' || quote_ident(o.relname)`
const mark = (text: string) => `left(md5(coalesce(${text}, '')), 12)`
const counted = (count: string, one: string) =>
  `${count} || case when ${count} = 1 then ' ${one}' else ' ${one}s' end`

const relations = `
  select case o.relkind when 'v' then 'view ' when 'm' then 'materialized view ' when 'f' then 'foreign table ' else 'table ' end || ${named} as name,
         concat_ws(' · ', ${counted('c.n', 'column')},
                   case when k.n > 0 then ${counted('k.n', 'constraint')} end,
                   case when i.n > 0 then ${counted('i.n', 'index')} end,
                   case when t.n > 0 then ${counted('t.n', 'trigger')} end,
                   case when p.n > 0 then ${counted('p.n', 'policy')} end,
                   'owner ' || pg_get_userbyid(o.relowner),
                   'rights ' || left(md5(coalesce(o.relacl::text, '')), 6),
                   'definition ' || left(md5(concat_ws('|', c.list, k.list, i.list, t.list, p.list, o.relrowsecurity, o.relforcerowsecurity,
                     case when o.relkind in ('v', 'm') then pg_get_viewdef(o.oid) end, pg_get_partkeydef(o.oid))), 12)) as value
    from pg_class o join pg_namespace n on n.oid = o.relnamespace
    cross join lateral (
      select count(*) as n, string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attcollation::regcollation), ',' order by a.attname) as list
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped) as c
    cross join lateral (
      select count(*) as n, string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ',' order by k.conname) as list
        from pg_constraint k where k.conrelid = o.oid and k.contype <> 'n') as k
    cross join lateral (
      select count(*) as n, string_agg(pg_get_indexdef(x.indexrelid), ',' order by x.indexrelid::regclass::text) as list
        from pg_index x where x.indrelid = o.oid and x.indislive) as i
    cross join lateral (
      select count(*) as n, string_agg(pg_get_triggerdef(g.oid) || ' ' || g.tgenabled::text, ',' order by g.tgname) as list
        from pg_trigger g where g.tgrelid = o.oid and not g.tgisinternal) as t
    cross join lateral (
      select count(*) as n, string_agg(concat_ws(' ', y.polname, y.polcmd, y.polpermissive, y.polroles::text,
               pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid)), ',' order by y.polname) as list
        from pg_policy y where y.polrelid = o.oid) as p
   where o.relkind in ('r', 'p', 'v', 'm', 'f') and not o.relispartition and ${ours} and ${notOfExtension('pg_class')}`

const sequences = `
  select 'sequence ' || ${named}, 'owner ' || pg_get_userbyid(o.relowner) || ' · definition '
         || ${mark(`concat_ws('|', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, o.relacl::text)`)}
    from pg_class o join pg_namespace n on n.oid = o.relnamespace join pg_sequence s on s.seqrelid = o.oid
   where ${ours} and ${notOfExtension('pg_class')}`

const routines = `
  select case o.prokind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end
         || quote_ident(n.nspname) || '.' || quote_ident(o.proname) || '(' || pg_get_function_identity_arguments(o.oid) || ')',
         concat_ws(' · ', l.lanname, case when o.prosecdef then 'security definer' end, 'owner ' || pg_get_userbyid(o.proowner),
                   'rights ' || left(md5(coalesce(o.proacl::text, '')), 6),
                   'definition ' || ${mark(`concat_ws('|', o.prosrc, o.probin, pg_get_function_result(o.oid), o.provolatile, o.proisstrict, o.proconfig::text, o.proparallel)`)})
    from pg_proc o join pg_namespace n on n.oid = o.pronamespace join pg_language l on l.oid = o.prolang
   where ${ours} and ${notOfExtension('pg_proc')}`

const types = `
  select case o.typtype when 'd' then 'domain ' else 'enum ' end || quote_ident(n.nspname) || '.' || quote_ident(o.typname),
         'owner ' || pg_get_userbyid(o.typowner) || ' · definition ' || ${mark(`concat_ws('|',
           (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = o.oid),
           format_type(o.typbasetype, o.typtypmod), o.typnotnull, o.typdefault,
           (select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ',' order by k.conname) from pg_constraint k
             where k.contypid = o.oid and k.contype <> 'n'))`)}
    from pg_type o join pg_namespace n on n.oid = o.typnamespace
   where o.typtype in ('e', 'd') and ${ours} and ${notOfExtension('pg_type')}`

const schemas = `
  select 'schema ' || quote_ident(n.nspname), 'owner ' || pg_get_userbyid(n.nspowner) || ' · rights ' || left(md5(coalesce(n.nspacl::text, '')), 6)
    from pg_namespace n where ${ours}`

/** More objects than this are not read. */
export const schemaObjectLimit = 20_000

/** Every object of the schemas that are not ignored ($1), by name, with a fingerprint. */
export const schemaObjectsSql = [relations, sequences, routines, types, schemas]
  .join('\n  union all\n')
  .concat(`
  order by 1 limit ${schemaObjectLimit + 1}`)

/** What the schema declares and does not enforce. The server's own triggers of foreign keys have no names of their own. */
export const unenforcedSql = `
  select 'constraint ' || quote_ident(k.conname) || ' of ' || k.conrelid::regclass as name, 'not-validated' as fault
    from pg_constraint k join pg_class o on o.oid = k.conrelid join pg_namespace n on n.oid = o.relnamespace
   where not k.convalidated and coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true' and ${ours}
  union
  select case when g.tgisinternal then 'foreign keys of ' else 'trigger ' || quote_ident(g.tgname) || ' of ' end || g.tgrelid::regclass,
         case when g.tgisinternal then 'reference-off' else 'trigger-off' end
    from pg_trigger g join pg_class o on o.oid = g.tgrelid join pg_namespace n on n.oid = o.relnamespace
   where g.tgenabled = 'D' and ${ours}
  order by 1 limit 500`
