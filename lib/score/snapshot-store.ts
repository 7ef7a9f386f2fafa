import { z } from 'zod'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { ScoredDay } from './explain-change'
import {
  type CountedChecklist,
  cap,
  countedChecklist,
  formulaVersion,
  type Grade,
  scoredControl,
} from './schema'
import type { SystemScore } from './score-systems'

/** A system that was just added gets its first answers before its first score. */
const settleMinutes = 15
/** From this hour of the UTC day on nothing is waited for. */
const lateHour = 22

/**
 * Systems without a snapshot of today. One whose data were all asked too long ago is left out until late in the day:
 * the worker was away and has not come to it yet.
 */
export async function listUnscored(on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `with clock as materialized (select app_now() as now, (app_now() at time zone 'UTC')::date as today)
     select y.id from clock, system y
      where y.archived_at is null and y.created_at <= clock.now - make_interval(mins => ${settleMinutes})
        and not exists (select from score_snapshot s where s.system_id = y.id and s.day = clock.today)
        and (extract(hour from clock.now at time zone 'UTC') >= ${lateHour}
             or not exists (select from assessment a where a.system_id = y.id and a.source = 'auto')
             or exists (select from assessment a where a.system_id = y.id and a.source = 'auto' and a.valid_until > clock.now))
      order by y.id`,
  )
  return rows.map(({ id }) => id)
}

/** Keeps the scores as those of their day; a day that has one keeps it. Returns how many were new. */
export async function insertSnapshots(scores: readonly SystemScore[], on: Sql = sql()): Promise<number> {
  if (scores.length === 0) return 0
  const rows = scores.map(({ systemId, at, input, score, checklists }) => ({
    systemId,
    at,
    posture: score.posture,
    cappedPosture: score.cappedPosture,
    coverage: score.coverage,
    health: score.health,
    grade: score.grade,
    caps: score.caps,
    contributions: input.controls,
    checklists,
  }))
  const { rows: stored } = await on.query(
    `insert into score_snapshot (system_id, day, formula_version, posture, capped_posture, coverage, health, grade, caps,
                                 contributions, checklists, taken_at)
     select "systemId", (at at time zone 'UTC')::date, $2, posture, "cappedPosture", coverage, health, grade, caps,
            contributions, checklists, at
       from json_to_recordset($1::json) as i("systemId" uuid, at timestamptz, posture float8, "cappedPosture" float8,
              coverage float8, health float8, grade text, caps jsonb, contributions jsonb, checklists jsonb)
     on conflict (system_id, day) do nothing returning 1`,
    [storableJson(rows), formulaVersion],
  )
  return stored.length
}

/** A day of the trend. */
export interface SnapshotLine {
  /** UTC day, "2026-11-23". */
  day: string
  posture: number
  cappedPosture: number
  coverage: number
  grade: Grade
  checklists: CountedChecklist[]
}

/** The days of one system since then, oldest first, without their contributions. */
export async function listSnapshots(
  systemId: string,
  days: number,
  on: Sql = sql(),
): Promise<SnapshotLine[]> {
  const { rows } = await on.query<SnapshotLine>(
    `select to_char(day, 'YYYY-MM-DD') as day, posture, capped_posture as "cappedPosture", coverage, grade, checklists
       from score_snapshot
      where system_id = $1 and day > (app_now() at time zone 'UTC')::date - $2::int order by day`,
    [systemId, days],
  )
  return rows
}

const stored = z.object({
  caps: z.array(cap),
  contributions: z.array(scoredControl),
  checklists: z.array(countedChecklist),
})

/** One day with everything that counted; null when none was kept. */
export async function readSnapshot(
  systemId: string,
  day: string,
  on: Sql = sql(),
): Promise<(ScoredDay & { day: string }) | null> {
  const { rows } = await on.query<Record<string, unknown> & Omit<ScoredDay, 'controls'> & { day: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day, posture, capped_posture as "cappedPosture", coverage, grade, caps, contributions,
            checklists
       from score_snapshot where system_id = $1 and day = $2::date`,
    [systemId, day],
  )
  const [row] = rows
  if (!row) return null
  const { caps, contributions, checklists } = stored.parse(row)
  const { posture, cappedPosture, coverage, grade } = row
  return { day: row.day, posture, cappedPosture, coverage, grade, caps, controls: contributions, checklists }
}
