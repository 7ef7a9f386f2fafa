import { z } from 'zod'
import type { ScoredDay } from '@/lib/score/explain-change'
import type { CountedChecklist, Grade } from '@/lib/score/schema'
import { cap, countedChecklist, scoredControl } from '@/lib/score/schema'
import type { Window } from './window'

/** A score that is older than this says nothing about the instant. */
const freshDays = 2
/** How far before the period its first score may lie. */
const beforeDays = 7

/** A system's score at the end of the period and at its beginning, without what it is made of. */
export interface ScoreRow {
  systemId: string
  day: string | null
  grade: Grade
  posture: number | null
  dayBefore: string | null
  gradeBefore: Grade | null
  postureBefore: number | null
}

const newest = (at: string, days: number) => `
  lateral (select day, grade, capped_posture, checklists <> '[]' as asked from score_snapshot
            where system_id = y.id and day <= (${at} at time zone 'UTC')::date
              and day >= (${at} at time zone 'UTC')::date - ${days} and taken_at < ${at}
            order by day desc limit 1)`

/** Every system's score at both ends; null where none was taken in time, or no checklist asks it anything. */
export async function readScores({ ids, from, asOf, on }: Window): Promise<ScoreRow[]> {
  const { rows } = await on.query<ScoreRow>(
    `select y.id as "systemId", to_char(s.day, 'YYYY-MM-DD') as day, coalesce(s.grade, '?') as grade, s.capped_posture as posture,
            to_char(b.day, 'YYYY-MM-DD') as "dayBefore", b.grade as "gradeBefore", b.capped_posture as "postureBefore"
       from unnest($1::uuid[]) as y(id)
            left join ${newest('$2::timestamptz', freshDays)} s on s.asked
            left join ${newest('$3::timestamptz', beforeDays)} b on b.asked`,
    [ids, asOf, from],
  )
  return rows
}

const stored = z.object({
  caps: z.array(cap),
  controls: z.array(scoredControl),
  checklists: z.array(countedChecklist),
})

/** The whole of some snapshots, by "<system> <day>". */
export async function readScoredDays(
  { on }: Pick<Window, 'on'>,
  wanted: readonly { systemId: string; day: string }[],
): Promise<Map<string, ScoredDay>> {
  const { rows } = await on.query<
    Omit<ScoredDay, 'controls' | 'caps' | 'checklists'> & {
      systemId: string
      day: string
      controls: unknown
      caps: unknown
      checklists: CountedChecklist[]
    }
  >(
    `select s.system_id as "systemId", to_char(s.day, 'YYYY-MM-DD') as day, s.posture, s.capped_posture as "cappedPosture",
            s.coverage, s.grade, s.caps, s.contributions as controls, s.checklists
       from json_to_recordset($1::json) as w("systemId" uuid, day date)
            join score_snapshot s on s.system_id = w."systemId" and s.day = w.day`,
    [JSON.stringify(wanted)],
  )
  return new Map(
    rows.map(({ systemId, day, ...row }) => [`${systemId} ${day}`, { ...row, ...stored.parse(row) }]),
  )
}

export interface AnswerCounts {
  stale: number
  never: number
  /** Of the dimension security. */
  security: { current: number; stale: number; never: number }
}

/** How the answers that the scores at the instant were made of stood; excluded controls are left out. */
export async function readAnswers({ ids, asOf, on }: Window): Promise<AnswerCounts & { asked: number }> {
  const { rows } = await on.query<{
    asked: number
    stale: number
    never: number
    securityCurrent: number
    securityStale: number
    securityNever: number
  }>(
    `with security as materialized (select distinct key from control_revision where dimension = 'security'),
     answer as (
       select c->>'standing' as standing, exists (select from security d where d.key = c->>'key') as is_security
         from unnest($1::uuid[]) as y(id) join ${newest('$2::timestamptz', freshDays).replace('capped_posture,', 'capped_posture, contributions,')} s on s.asked,
              lateral jsonb_array_elements(s.contributions) as c
        where not coalesce((c->>'excluded')::boolean, false))
     select count(*) as asked, count(*) filter (where standing = 'stale') as stale,
            count(*) filter (where standing = 'never') as never,
            count(*) filter (where is_security and standing not in ('stale', 'never')) as "securityCurrent",
            count(*) filter (where is_security and standing = 'stale') as "securityStale",
            count(*) filter (where is_security and standing = 'never') as "securityNever"
       from answer`,
    [ids, asOf],
  )
  const [row] = rows
  if (!row) throw new Error('an aggregate always has one row')
  const { asked, stale, never, securityCurrent, securityStale, securityNever } = row
  return {
    asked,
    stale,
    never,
    security: { current: securityCurrent, stale: securityStale, never: securityNever },
  }
}
