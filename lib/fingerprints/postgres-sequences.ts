import type { ClientBase } from 'pg'
import { isServerError, type SnapshotServer, within } from './begin-snapshot'
import type { SequenceState } from './database-snapshot'
import { notOfExtensions, ours } from './own-objects'
import { quoted } from './postgres-tables'
import { unreadReason } from './unread-reason'

interface FoundSequence {
  name: string
  increment: string
  cycles: boolean
  mayRead: boolean
  table: string | null
  column: string | null
}

/** Where every sequence stands, and how far the column is that takes its numbers. */
export async function readSequences(
  client: ClientBase,
  server: SnapshotServer,
  signal: AbortSignal,
): Promise<SequenceState[]> {
  const states: SequenceState[] = []
  for (const found of await findSequences(client)) {
    signal.throwIfAborted()
    states.push(await readSequence(client, server, found))
  }
  return states
}

/** A sequence belongs to a column by ownership (serial, identity), or because the column's default asks it. */
async function findSequences(client: ClientBase): Promise<FoundSequence[]> {
  const { rows } = await client.query<FoundSequence>(
    `select format('%I.%I', n.nspname, c.relname) as name, s.seqincrement::text as increment, s.seqcycle as cycles,
       has_sequence_privilege(c.oid, 'SELECT') as "mayRead",
       case when t.oid is not null then format('%I.%I', tn.nspname, t.relname) end as table, a.attname::text as column
     from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
     left join lateral (
       select refobjid as relation, refobjsubid as number, 0 as rank from pg_depend
         where classid = 'pg_class'::regclass and objid = c.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')
           and refobjsubid > 0
       union all
       select d.adrelid, d.adnum, 1 from pg_depend p join pg_attrdef d on d.oid = p.objid
         where p.classid = 'pg_attrdef'::regclass and p.refclassid = 'pg_class'::regclass and p.refobjid = c.oid
       order by rank, relation, number limit 1
     ) owner on true
     left join pg_class t on t.oid = owner.relation left join pg_namespace tn on tn.oid = t.relnamespace
     left join pg_attribute a on a.attrelid = owner.relation and a.attnum = owner.number
     where c.relpersistence <> 't' and ${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}
     order by format('%I.%I', n.nspname, c.relname) collate "C"`,
  )
  return rows
}

async function readSequence(
  client: ClientBase,
  server: SnapshotServer,
  found: FoundSequence,
): Promise<SequenceState> {
  const { name, increment } = found
  const column = found.table && found.column ? `${found.table}.${found.column}` : null
  const state: SequenceState = {
    name,
    last: null,
    increment,
    column,
    used: null,
    isBehind: null,
    unread: null,
  }
  if (!found.mayRead) return { ...state, unread: sequenceRight(name, server.role) }
  try {
    return await within(client, async () => {
      const { rows } = await client.query<{ last: string; called: boolean }>(
        `select last_value::text as last, is_called as called from ${name}`,
      )
      const [at] = rows
      if (!at) return state
      const last = at.called ? at.last : null
      const used = await usedUpTo(client, found)
      const next = BigInt(at.last) + (at.called ? BigInt(increment) : 0n)
      return { ...state, last, used, isBehind: isBehind(next, BigInt(increment), used, found.cycles) }
    })
  } catch (error) {
    if (!isServerError(error)) throw error
    return { ...state, unread: unreadReason(error, server.role) }
  }
}

/** A column that is no number (a default of 'A' || nextval(…)) cannot be compared with its sequence. */
async function usedUpTo(client: ClientBase, { table, column, increment }: FoundSequence) {
  if (!table || !column) return null
  const greatest = increment.startsWith('-') ? 'min' : 'max'
  const { rows } = await client.query<{ used: string | null }>(
    `select ${greatest}(${quoted(column)})::text as used from ${table}`,
  )
  const used = rows[0]?.used ?? null
  return used !== null && /^-?\d{1,19}$/.test(used) ? used : null
}

function isBehind(next: bigint, increment: bigint, used: string | null, cycles: boolean): boolean | null {
  if (cycles) return null
  if (used === null) return false
  return increment > 0n ? BigInt(used) >= next : BigInt(used) <= next
}

const sequenceRight = (name: string, role: string) =>
  `Role ${role} may not read it. Run: GRANT SELECT ON SEQUENCE ${name} TO ${quoted(role)};`
