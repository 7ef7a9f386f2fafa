import { readCoreItems } from '@/lib/assessments/core-store'
import { readSystemForecasts } from '@/lib/capacity/page-store'
import { sql } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { loadSystemFacts } from '@/lib/facts/store'
import { enabledRules } from '@/lib/red-flags/judge-systems'
import { readFlagsOfSystem } from '@/lib/red-flags/store'
import type { Material, TaskMaterial, UsualRange } from './material'
import { readNeighbours } from './neighbour-store'
import { readNotes } from './note-store'

/** Everything that the chapters and questions of one system are made of. Null: there is no such system. */
export async function loadMaterial(systemId: string, on: Sql = sql()): Promise<Material | null> {
  const [facts] = isId(systemId) ? await loadSystemFacts([systemId], on) : []
  if (!facts) return null
  // One after the other: inside a transaction there is one connection.
  const head = await readHead(systemId, on)
  const flags = await readFlags(systemId, on)
  return {
    now: facts.now,
    facts,
    ...head,
    people: await readPeople(on),
    tasks: await readTasks(systemId, on),
    forecasts: await readSystemForecasts(systemId, on),
    ranges: await readRanges(systemId, on),
    flags,
    acceptances: await readAcceptances(systemId, on),
    incidents: await readIncidents(systemId, on),
    core: (await readCoreItems([systemId], on)).get(systemId) ?? [],
    notes: await readNotes(systemId, on),
    neighbours: await readNeighbours({ id: systemId, kind: facts.system.kind }, on),
  }
}

async function readHead(systemId: string, on: Sql): Promise<Pick<Material, 'description' | 'team'>> {
  const { rows } = await on.query<Pick<Material, 'description' | 'team'>>(
    'select y.description, t.name as team from system y left join team t on t.id = y.team_id where y.id = $1',
    [systemId],
  )
  return rows[0] ?? { description: '', team: null }
}

async function readPeople(on: Sql): Promise<Material['people']> {
  const { rows } = await on.query<Material['people'][number]>(
    `select id, name, role in ('manager', 'admin') as approves
       from app_user where disabled_at is null order by name, id limit 500`,
  )
  return rows
}

async function readTasks(systemId: string, on: Sql): Promise<TaskMaterial[]> {
  const { rows } = await on.query<TaskMaterial>(
    `select id, key, tier, title, why from maintenance_task
      where system_id = $1 and archived_at is null order by title, id limit 200`,
    [systemId],
  )
  return rows
}

async function readFlags(systemId: string, on: Sql): Promise<Material['flags']> {
  const rules = await enabledRules(on)
  const keys = rules.map(({ rule }) => rule.key)
  const rows = new Map((await readFlagsOfSystem(systemId, keys, on)).map((row) => [row.key, row]))
  return rules.map(({ rule: { key, title } }) => {
    const row = rows.get(key)
    return { key, title, status: row?.status ?? null, since: row ? new Date(row.since) : null }
  })
}

async function readAcceptances(systemId: string, on: Sql): Promise<Material['acceptances']> {
  const { rows } = await on.query<Material['acceptances'][number]>(
    `select f.number as "findingNumber", f.title, a.until, p.name as approver
       from acceptance a join finding f on f.id = a.finding_id join app_user p on p.id = a.approver_id
      where f.system_id = $1 and f.state = 'accepted' and a.approved_at is not null and a.ended_at is null
        and a.until > app_now()
      order by a.until, f.number limit 20`,
    [systemId],
  )
  return rows
}

async function readIncidents(systemId: string, on: Sql): Promise<Material['incidents']> {
  const { rows } = await on.query<Material['incidents'][number]>(
    `select number, title, started_at as "startedAt" from incident
      where system_id = $1 order by started_at desc, number desc limit 10`,
    [systemId],
  )
  return rows
}

interface RangeRow {
  checkId: string
  unit: string | null
  low: number
  high: number
  points: [at: number, value: number][]
}

/**
 * What the own series of each check usually says: nine tenths of its hourly means of two weeks, left out where there is
 * less than a day of them. The points are means of six hours.
 */
async function readRanges(systemId: string, on: Sql): Promise<Map<string, UsualRange>> {
  const { rows } = await on.query<RangeRow>(
    `with own as (
       select c.id as check_id, r.id, r.unit from "check" c join series r on r.check_id = c.id and r.key = 'value'
        where c.system_id = $1 order by c.name, c.id limit 60),
     hour as (
       select o.check_id, o.unit, h.at, h.sum / h.count as mean
         from own o join sample_hour h on h.series_id = o.id and h.at >= app_now() - interval '14 days' and h.at <= app_now()),
     step as (
       select check_id, date_bin(interval '6 hours', at, 'epoch') as at, avg(mean) as mean from hour group by 1, 2)
     select h.check_id as "checkId", h.unit,
            percentile_cont(0.05) within group (order by h.mean) as low,
            percentile_cont(0.95) within group (order by h.mean) as high,
            (select json_agg(json_build_array((extract(epoch from s.at) * 1000)::bigint, s.mean) order by s.at)
               from step s where s.check_id = h.check_id) as points
       from hour h group by h.check_id, h.unit having count(*) >= 24`,
    [systemId],
  )
  return new Map(rows.map(({ checkId, ...range }) => [checkId, range]))
}
