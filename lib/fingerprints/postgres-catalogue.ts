import { type CatalogueQuery, notOfExtensions, ours } from './own-objects'
import { codeQueries } from './postgres-code'
import { serverQueries } from './postgres-server'

/** SQL: a relation by its name, quoted where SQL needs it. */
const relation = `format('%I.%I', n.nspname, c.relname)`

const ownRelations = (kinds: string) =>
  `pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = any(array[${kinds}]::"char"[]) and c.relpersistence <> 't' and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}`

const tables = `select ${relation} as key,
    concat_ws(', ', case c.relkind when 'p' then 'partitioned by ' || pg_get_partkeydef(c.oid) when 'f' then 'foreign table' else 'table' end,
      case when c.relispartition then 'partition of ' || (select inhparent::regclass::text from pg_inherits where inhrelid = c.oid limit 1)
        || ' ' || pg_get_expr(c.relpartbound, c.oid) end,
      case when c.relpersistence = 'u' then 'unlogged' end,
      case when c.relrowsecurity then 'row security on' end, case when c.relforcerowsecurity then 'for owners too' end) as value
  from ${ownRelations(`'r', 'p', 'f'`)}`

const columns = `select format('%I.%I.%I', n.nspname, c.relname, a.attname) as key,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation::text end,
      case when a.attnotnull then 'not null' end,
      case when a.attidentity <> '' then 'identity ' || a.attidentity::text when a.attgenerated <> '' then 'generated as ' || pg_get_expr(d.adbin, d.adrelid)
        else 'default ' || pg_get_expr(d.adbin, d.adrelid) end) as value
  from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum,
    lateral (select c.* from pg_class c where c.oid = a.attrelid) c join pg_namespace n on n.oid = c.relnamespace
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relpersistence <> 't' and not c.relispartition
    and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}`

/** NOT NULL is part of the column; only version 18 keeps it here as well. What partitions have from their table counts once. */
const constraints = `select ${relation} || ': ' || quote_ident(k.conname) as key, pg_get_constraintdef(k.oid) as value
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype not in ('n', 't') and k.conparentid = 0 and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}`

/** By what they do, not by what they are called. */
const indexes = `select signature || case when number > 1 then ' (' || number || ')' else '' end as key, value
  from (select ${relation} || ': ' || replace(pg_get_indexdef(i.indexrelid), ' INDEX ' || quote_ident(x.relname) || ' ON ', ' INDEX ON ') as signature,
      row_number() over (partition by i.indrelid, replace(pg_get_indexdef(i.indexrelid), ' INDEX ' || quote_ident(x.relname) || ' ON ', ' INDEX ON ')
        order by x.relname collate "C") as number,
      case when not i.indisvalid then 'invalid' when not i.indisready then 'not ready' else 'valid' end as value
    from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where not exists (select from pg_inherits where inhrelid = i.indexrelid) and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}) found`

const sequences = `select ${relation} as key, concat_ws(' ', format_type(s.seqtypid, null), 'from', s.seqstart, 'by', s.seqincrement,
    'between', s.seqmin, 'and', s.seqmax, case when s.seqcycle then 'cycling' end) as value
  from pg_sequence s, lateral (select c.* from pg_class c where c.oid = s.seqrelid) c join pg_namespace n on n.oid = c.relnamespace
  where c.relpersistence <> 't' and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}`

const views = `select ${relation} as key, pg_get_viewdef(c.oid) as value from ${ownRelations(`'v', 'm'`)}`

const types = `select format('%I.%I', n.nspname, t.typname) as key,
    case t.typtype when 'e' then 'enum (' || (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid) || ')'
      when 'd' then concat_ws(' ', 'domain over', format_type(t.typbasetype, t.typtypmod), case when t.typnotnull then 'not null' end, 'default ' || t.typdefault,
        (select string_agg(pg_get_constraintdef(oid), ' ' order by conname collate "C") from pg_constraint where contypid = t.oid and contype = 'c'))
      when 'r' then 'range of ' || (select format_type(rngsubtype, null) from pg_range where rngtypid = t.oid)
      when 'c' then '(' || coalesce((select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
        from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped), '') || ')'
      else 'base type' end as value
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
  where (t.typrelid = 0 or c.relkind = 'c') and t.typtype in ('e', 'd', 'r', 'c', 'b') and ${ours('n')} and ${notOfExtensions('pg_type', 't.oid')}
    and not exists (select from pg_type element where element.typarray = t.oid)`

const extensions = `select extname::text as key, extversion || ' in ' || quote_ident(n.nspname) as value
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace`

/** All questions to the catalogue of a server of this version (server_version_num). */
export function catalogueQueries(version: number): CatalogueQuery[] {
  return [
    { area: 'tables', text: tables },
    { area: 'columns', text: columns },
    { area: 'constraints', text: constraints },
    { area: 'indexes', text: indexes },
    { area: 'sequences', text: sequences },
    { area: 'views', text: views },
    { area: 'types', text: types },
    { area: 'extensions', text: extensions },
    ...codeQueries,
    ...serverQueries(version),
  ]
}
