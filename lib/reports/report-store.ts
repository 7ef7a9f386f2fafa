import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ReportNumbers } from './report-numbers'
import type { ReportKind, ReportScope } from './schema'
import type { WeekNumbers } from './view'

// Reports are written once and never changed: a trigger of the database refuses it.

/** A stored report without its text. */
export interface HeadRow {
  id: string
  kind: ReportKind
  scope: 'instance' | 'team'
  teamId: string | null
  teamName: string | null
  week: string | null
  periodFrom: Date
  periodTo: Date
  zone: string
  schemaVersion: number
  sha256: string
  numbers: ReportNumbers
  builtAt: Date
  buildMs: number
  title: string
  headline: string
}

export interface ReportRow extends Omit<HeadRow, 'title' | 'headline'> {
  payload: string
}

export interface NewReport extends ReportRow {
  requestedById: string | null
}

const columns = `
  r.id, r.kind, r.scope, r.team_id as "teamId", r.team_name as "teamName", r.week, r.period_from as "periodFrom",
  r.period_to as "periodTo", r.zone, r.schema_version as "schemaVersion", r.sha256, r.numbers, r.built_at as "builtAt",
  r.build_ms as "buildMs"`

const headColumns = `${columns}, r.payload::json #>> '{document,title}' as title,
  r.payload::json #>> '{document,headline,text}' as headline`

/** Stores a report; null where this week of this scope has one already. Returns its id. */
export async function insertReport(report: NewReport, on: Sql = sql()): Promise<string | null> {
  const { rows } = await on.query<{ id: string }>(
    `insert into report (id, kind, scope, team_id, team_name, week, period_from, period_to, zone, schema_version, payload,
                         sha256, numbers, built_at, build_ms, requested_by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict do nothing returning id`,
    [
      report.id,
      report.kind,
      report.scope,
      report.teamId,
      report.teamName,
      report.week,
      report.periodFrom,
      report.periodTo,
      report.zone,
      report.schemaVersion,
      report.payload,
      report.sha256,
      JSON.stringify(report.numbers),
      report.builtAt,
      report.buildMs,
      report.requestedById,
    ],
  )
  return rows[0]?.id ?? null
}

/** A report with its text; null when there is none. */
export async function findReport(id: string, on: Sql = sql()): Promise<ReportRow | null> {
  const { rows } = await on.query<ReportRow>(`select ${columns}, r.payload from report r where r.id = $1`, [
    id,
  ])
  return rows[0] ?? null
}

const scopeSql = `r.scope = $1 and r.team_id is not distinct from $2::uuid`
const scopeValues = (scope: ReportScope) => [scope.kind, scope.kind === 'team' ? scope.id : null]

/** The weekly report of a scope, with its text; null when it was not built. */
export async function findWeekly(
  week: string,
  scope: ReportScope,
  on: Sql = sql(),
): Promise<ReportRow | null> {
  const { rows } = await on.query<ReportRow>(
    `select ${columns}, r.payload from report r where ${scopeSql} and r.kind = 'weekly' and r.week = $3`,
    [...scopeValues(scope), week],
  )
  return rows[0] ?? null
}

/** The newest weekly report of a scope. */
export async function newestHead(scope: ReportScope, on: Sql = sql()): Promise<HeadRow | null> {
  const { rows } = await on.query<HeadRow>(
    `select ${headColumns} from report r where ${scopeSql} and r.kind = 'weekly' order by r.period_to desc limit 1`,
    scopeValues(scope),
  )
  return rows[0] ?? null
}

export interface HeadFilter {
  /** None: of all systems and of all teams. */
  team: string | null
  kind: ReportKind | null
}

const filterSql = `($1::uuid is null and (r.scope = 'instance' or r.kind = 'on-demand') or r.team_id = $1)
  and ($2::text is null or r.kind = $2)`

/** Reports, newest period first. */
export async function listHeads(
  filter: HeadFilter,
  page: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<HeadRow[]> {
  const { rows } = await on.query<HeadRow>(
    `with page as materialized (
       select r.id from report r where ${filterSql} order by r.period_to desc, r.built_at desc, r.id limit $3 offset $4)
     select ${headColumns} from report r join page using (id) order by r.period_to desc, r.built_at desc, r.id`,
    [filter.team, filter.kind, page.limit, page.offset],
  )
  return rows
}

/** How many reports the filter lets through. */
export async function countReports(filter: HeadFilter, on: Sql = sql()): Promise<number> {
  const { rows } = await on.query<{ total: number }>(
    `select count(*) as total from report r where ${filterSql}`,
    [filter.team, filter.kind],
  )
  return rows[0]?.total ?? 0
}

export interface Neighbour {
  id: string
  week: string
}

/** The weekly reports of the same scope before and after a report's period. */
export async function neighbours(
  of: Pick<ReportRow, 'scope' | 'teamId' | 'periodFrom' | 'id'>,
  on: Sql = sql(),
): Promise<{ older: Neighbour | null; newer: Neighbour | null }> {
  const beside = (compare: '<' | '>', order: 'desc' | 'asc') =>
    `(select json_build_object('id', r.id, 'week', r.week) from report r
       where ${scopeSql} and r.kind = 'weekly' and r.id <> $4::uuid and r.period_from ${compare} $3::timestamptz
       order by r.period_from ${order} limit 1)`
  const { rows } = await on.query<{ older: Neighbour | null; newer: Neighbour | null }>(
    `select ${beside('<', 'desc')} as older, ${beside('>', 'asc')} as newer`,
    [of.scope, of.teamId, of.periodFrom, of.id],
  )
  return rows[0] ?? { older: null, newer: null }
}

/** The numbers of the last weekly reports of a scope, oldest first. */
export async function listNumbers(
  scope: ReportScope,
  weeks: number,
  on: Sql = sql(),
): Promise<WeekNumbers[]> {
  const { rows } = await on.query<{
    id: string
    week: string
    from: Date
    to: Date
    numbers: ReportNumbers
  }>(
    `select r.id, r.week, r.period_from as from, r.period_to as to, r.numbers from report r
      where ${scopeSql} and r.kind = 'weekly' order by r.period_to desc limit $3`,
    [...scopeValues(scope), weeks],
  )
  return rows
    .reverse()
    .map(({ from, to, ...row }) => ({ ...row, from: from.toISOString(), to: to.toISOString() }))
}

/** What came before a period, of the same scope: the numbers of the newest weekly report that ended by its beginning. */
export async function numbersBefore(
  scope: ReportScope,
  periodFrom: Date,
  on: Sql = sql(),
): Promise<{ previous: ReportNumbers | null; isFirst: boolean }> {
  const { rows } = await on.query<{ numbers: ReportNumbers; follows: boolean }>(
    `select r.numbers, r.period_to > $3::timestamptz - interval '7 days' as follows from report r
      where ${scopeSql} and r.kind = 'weekly' and r.period_to <= $3::timestamptz + interval '1 day'
        and r.period_from < $3::timestamptz
      order by r.period_to desc limit 1`,
    [...scopeValues(scope), periodFrom],
  )
  const [row] = rows
  return { previous: row?.follows ? row.numbers : null, isFirst: !row }
}
