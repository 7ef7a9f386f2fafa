import { sql } from '@/lib/db/database'
import { type FindingView, findingViews } from './finding-views'
import type { FindingFilter } from './schema'

/** A finding as the list reads it. */
export interface RegisterRow {
  id: string
  number: number
  title: string
  detail: string
  severity: string
  state: string
  systemId: string
  systemName: string
  teamId: string | null
  ownerId: string | null
  ownerName: string | null
  due: Date
  firstSeen: Date
  reopenCount: number
  acceptedUntil: Date | null
  total: number
}

export const pageSize = 50

/** Read once for each statement: as a plain call it would be made for every row. */
const now = '(select app_now())'

const unfinished = `f.state in ('open', 'triaged', 'in-progress')`
const notEnded = `f.state in ('open', 'triaged', 'in-progress', 'resolved')`

/** Condition of each view; $1 is the viewer. */
const conditions: Readonly<Record<FindingView, string>> = {
  open: notEnded,
  mine: `${notEnded} and f.owner_id = $1`,
  'past-sla': `${unfinished} and f.due < ${now}`,
  'due-7d': `${unfinished} and f.due >= ${now} and f.due < ${now} + interval '7 days'`,
  unowned: `${notEnded} and f.owner_id is null`,
  accepted: `f.state = 'accepted'`,
  reopened: `${notEnded} and f.reopen_count > 0`,
  closed: `f.state in ('verified', 'false-positive', 'duplicate')`,
}

const severityOrder = `array_position(array['critical', 'high', 'medium', 'low'], f.severity)`
const stateOrder = `array_position(array['open', 'triaged', 'in-progress', 'resolved', 'accepted', 'verified', 'false-positive', 'duplicate'], f.state)`

/** Order by name of the sort; every order ends in the number, so that pages do not overlap. */
const orders: Readonly<Record<string, string>> = {
  severity: severityOrder,
  due: 'f.due',
  age: 'f.first_seen',
  system: 's.name',
  owner: `u.name`,
  state: stateOrder,
}

const from = `from finding f join system s on s.id = f.system_id left join app_user u on u.id = f.owner_id`

/** One page of the register and the number of all that match. */
export async function listFindings(viewerId: string, filter: FindingFilter): Promise<RegisterRow[]> {
  const descending = filter.sort.startsWith('-')
  const name = filter.sort.replace('-', '')
  const order = orders[name] ?? severityOrder
  const number = Number(/^f?-?(\d{1,9})$/i.exec(filter.q)?.[1] ?? 0)
  const { rows } = await sql().query<RegisterRow>(
    `select f.id, f.number, f.title, f.detail, f.severity, f.state, s.id as "systemId", s.name as "systemName",
            s.team_id as "teamId", u.id as "ownerId", u.name as "ownerName", f.due, f.first_seen as "firstSeen",
            f.reopen_count as "reopenCount",
            case when f.state = 'accepted' then
              (select max(a.until) from acceptance a where a.finding_id = f.id and a.approved_at is not null and a.ended_at is null)
            end as "acceptedUntil",
            count(*) over ()::int as total
       ${from}
      where s.archived_at is null and ${conditions[filter.view]} and ($1::uuid is null or true)
        and ($2 = '' or f.title ilike $3 or s.name ilike $3 or f.number = $4)
        and ($5::text is null or f.severity = $5) and ($6::uuid is null or s.id = $6)
      order by ${order} ${descending ? 'desc nulls last' : 'asc nulls last'}, f.due, f.number
      limit ${pageSize} offset $7`,
    [
      viewerId,
      filter.q,
      `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
      number,
      filter.severity,
      filter.system,
      (filter.page - 1) * pageSize,
    ],
  )
  return rows
}

/** How many findings each view holds, without further filters. */
export async function countViews(viewerId: string): Promise<Record<FindingView, number>> {
  const counts = findingViews
    .map((view) => `count(*) filter (where ${conditions[view]})::int as "${view}"`)
    .join(', ')
  const { rows } = await sql().query<Record<FindingView, number>>(
    `select ${counts} ${from} where s.archived_at is null and ($1::uuid is null or true)`,
    [viewerId],
  )
  const [row] = rows
  if (!row) throw new Error('counting findings returned no row')
  return row
}

/** Checks that are watched, and those with a fresh result. */
export async function readCoverage(): Promise<{
  reported: number
  checks: number
  lastRunAt: Date | null
  now: Date
}> {
  const { rows } = await sql().query<{ reported: number; checks: number; lastRunAt: Date | null; now: Date }>(
    `select count(*)::int as checks,
            count(*) filter (where st.stale_after > ${now} and st.verdict <> 'unknown')::int as reported,
            max(st.finished_at) as "lastRunAt", app_now() as now
       from "check" c join system s on s.id = c.system_id and s.archived_at is null
       left join check_state st on st.check_id = c.id
      where c.paused_at is null`,
  )
  const [row] = rows
  if (!row) throw new Error('reading the coverage returned no row')
  return row
}
