import { type CatalogueQuery, notOfExtensions, ours } from './own-objects'

const functions = `select p.oid::regprocedure::text as key,
    case when p.prokind = 'a' then 'aggregate by ' || a.aggtransfn::regproc::text || ' to ' || format_type(p.prorettype, null)
      else pg_get_functiondef(p.oid) end as value
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join pg_aggregate a on a.aggfnoid = p.oid
  where ${ours('n')} and ${notOfExtensions('pg_proc', 'p.oid')}`

/** A foreign key whose triggers sleep is one that nobody enforces. */
const triggers = `select format('%I.%I: %I', n.nspname, c.relname, t.tgname) as key,
    pg_get_triggerdef(t.oid) || case t.tgenabled when 'D' then ' (disabled)' when 'R' then ' (on replicas only)' when 'A' then ' (always)' else '' end as value
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgparentid = 0 and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}
  union all
  select format('%I.%I: foreign keys', n.nspname, c.relname), count(*) || ' triggers do not enforce them'
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where t.tgisinternal and t.tgenabled <> 'O' and ${ours('n')} group by 1`

const policies = `select format('%I.%I: %I', n.nspname, c.relname, p.polname) as key,
    concat_ws(' ', case when p.polpermissive then 'permissive' else 'restrictive' end, 'for', p.polcmd::text,
      'to', (select string_agg(case when role = 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', ' order by pg_get_userbyid(role)) from unnest(p.polroles) role),
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid)) as value
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours('n')}`

/** Things of the user (oid from 16384) of a catalogue, by their identity. Most are compared by being there. */
const others = (catalogue: string, what: string, value = `'there'`, extra = '') =>
  `select '${what} ' || (pg_identify_object('${catalogue}'::regclass, o.oid, 0)).identity as key, ${value} as value
   from ${catalogue} o where o.oid >= 16384 and ${notOfExtensions(catalogue, 'o.oid')}${extra}`

const otherObjects = [
  others('pg_namespace', 'schema', `'there'`, ` and o.nspname !~ '^pg_'`),
  others(
    'pg_event_trigger',
    'event trigger',
    `o.evtevent || ' ' || o.evtfoid::regproc::text || ' ' || o.evtenabled::text`,
  ),
  others(
    'pg_publication',
    'publication',
    `case when o.puballtables then 'all tables' else coalesce((select string_agg(format('%I.%I', schemaname, tablename), ', '
       order by schemaname collate "C", tablename collate "C") from pg_publication_tables where pubname = o.pubname), '') end`,
  ),
  others('pg_statistic_ext', 'statistics', 'pg_get_statisticsobjdef(o.oid)'),
  others('pg_rewrite', 'rule', 'pg_get_ruledef(o.oid)', ` and o.rulename <> '_RETURN'`),
  others('pg_foreign_server', 'foreign server'),
  others('pg_cast', 'cast'),
  others('pg_collation', 'collation'),
  others('pg_operator', 'operator'),
  others('pg_opclass', 'operator class'),
  others('pg_ts_config', 'text search configuration'),
  others('pg_ts_dict', 'text search dictionary'),
  others('pg_language', 'language'),
].join('\n  union all\n  ')

const comments = `select i.type || ' ' || i.identity as key, d.description as value
  from pg_description d, lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  where d.objoid >= 16384 and i.identity is not null
    and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
    and d.classoid not in ('pg_extension'::regclass)`

/** What runs inside the database, and what is said about things in it. */
export const codeQueries: readonly CatalogueQuery[] = [
  { area: 'functions', text: functions },
  { area: 'triggers', text: triggers },
  { area: 'policies', text: policies },
  { area: 'others', text: otherObjects },
  { area: 'comments', text: comments },
]
