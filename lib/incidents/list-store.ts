import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { IncidentCounts } from './headline'
import type { IncidentFilter, IncidentView } from './schema'
import type { IncidentLine, QuarterLine } from './view'

// Lists of incidents. Each is a page long; counts are of everything.

export interface ListScope {
  /** One system, or all that are not archived. */
  systemId: string | null
  zone: string
}

const ofScope = `($1::uuid is null and y.archived_at is null or i.system_id = $1)`
const has = (state: string) =>
  `exists (select from incident_prevention p where p.incident_id = i.id and p.state ${state})`
const withoutPrevention = `i.state = 'open' and not ${has("<> 'gone'")}`
const notProven = has("<> 'proven'")
const waived = `i.state = 'closed' and not exists (select from incident_prevention p where p.incident_id = i.id)`

const conditions: Readonly<Record<IncidentView, string>> = {
  open: `i.state = 'open'`,
  'no-prevention': withoutPrevention,
  unproven: notProven,
  users: `i.detected_by = 'users'`,
  closed: `i.state = 'closed'`,
  all: 'true',
}

const quarterOf = `to_char(i.started_at at time zone $2, 'YYYY-"Q"Q')`

export type StoredCounts = IncidentCounts & { users: number; closed: number; now: Date }

/** How many there are, by view. */
export async function countIncidents({ systemId, zone }: ListScope, on: Sql = sql()): Promise<StoredCounts> {
  const { rows } = await on.query<Record<keyof StoredCounts, string | Date>>(
    `select count(*) as all, count(*) filter (where i.state = 'open') as open,
            count(*) filter (where i.state = 'closed') as closed,
            count(*) filter (where i.detected_by = 'users') as users,
            count(*) filter (where ${withoutPrevention}) as "withoutPrevention",
            count(*) filter (where ${notProven}) as unproven,
            count(*) filter (where ${waived}) as waived,
            count(*) filter (where i.started_at > app_now() - interval '12 months') as year,
            count(*) filter (where i.started_at > app_now() - interval '12 months' and i.detected_by = 'users') as "yearByUsers",
            app_now() as now
       from incident i join system y on y.id = i.system_id where ${ofScope} and $2::text is not null`,
    [systemId, zone],
  )
  const [row] = rows
  if (!row) throw new Error('an aggregate always has one row')
  const { now, ...counts } = row
  return {
    ...(Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)])) as Omit<
      StoredCounts,
      'now'
    >),
    now: now as Date,
  }
}

/** One page of a view, newest first. */
export async function listIncidentRows(
  { systemId, zone }: ListScope,
  filter: IncidentFilter,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<(IncidentLine & { total: number })[]> {
  const { rows } = await on.query<IncidentLine & { total: number }>(
    `select i.id, i.number, i.title, i.system_id as "systemId", y.name as system, i.started_at as "startedAt",
            i.detected_at as "detectedAt", i.ended_at as "endedAt", i.detected_by as "detectedBy", i.severity, i.state,
            p.proven, p.unproven, p.gone, count(*) over ()::int as total
       from incident i join system y on y.id = i.system_id
       cross join lateral (
         select count(*) filter (where state = 'proven')::int as proven,
                count(*) filter (where state = 'unproven')::int as unproven,
                count(*) filter (where state = 'gone')::int as gone
           from incident_prevention where incident_id = i.id) p
      where ${ofScope} and ${conditions[filter.view]}
        and ($3 = '' or strpos(lower(i.title || ' i-' || i.number), lower($3)) > 0 or strpos(lower(y.name), lower($3)) > 0)
        and ($4::text is null or ${quarterOf} = $4)
      order by i.started_at desc, i.number desc limit $5 offset $6`,
    [systemId, zone, filter.q, filter.quarter, limit, offset],
  )
  return rows
}

/** The newest eight quarters that have an incident. */
export async function readQuarters({ systemId, zone }: ListScope, on: Sql = sql()): Promise<QuarterLine[]> {
  const { rows } = await on.query<QuarterLine>(
    `select ${quarterOf} as quarter, count(*)::int as incidents,
            count(*) filter (where i.detected_by = 'users')::int as "byUsers",
            count(*) filter (where ${withoutPrevention})::int as "withoutPrevention",
            count(*) filter (where ${notProven})::int as unproven,
            (percentile_cont(0.5) within group (order by extract(epoch from i.detected_at - i.started_at)) / 60)::float8 as "medianMinutesToNotice"
       from incident i join system y on y.id = i.system_id where ${ofScope}
      group by 1 order by 1 desc limit 8`,
    [systemId, zone],
  )
  return rows
}
