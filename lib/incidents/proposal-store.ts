import { changeTitle } from '@/lib/changes/words'
import type { observationSubjects } from '@/lib/checks/observation'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { knownRules } from '@/lib/red-flags/active-rules'
import { readStoredRules } from '@/lib/red-flags/rule-store'
import type { TargetKind } from '@/lib/systems/target-address'
import type { KnownBefore } from './rank-proposals'

// What was known of a system before one of its incidents, as it stood then. Each list is short: the worst or the nearest.

const perSource = 8

interface Before {
  systemId: string
  startedAt: Date
  detectedAt: Date
  /** The finding that it was started from says nothing about the time before. */
  findingId: string | null
}

/** Everything that may have pointed at it. */
export async function readKnownBefore(before: Before, on: Sql = sql()): Promise<KnownBefore> {
  const { systemId, startedAt, detectedAt, findingId } = before
  const ask = async <Row extends object>(text: string, more: unknown[] = []) =>
    (await on.query<Row>(text, [systemId, startedAt, perSource, ...more])).rows
  const rules = new Map(knownRules(await readStoredRules(on)).map(({ rule }) => [rule.key, rule]))
  const flags = await ask<{ key: string; since: Date; sentence: string }>(flagsSql)
  const changes = await ask<ChangeRow>(changesSql, [detectedAt])
  return {
    findings: await ask(findingsSql, [findingId]),
    tasks: await ask(tasksSql),
    flags: flags.map((flag) => ({
      ...flag,
      title: rules.get(flag.key)?.title ?? flag.key,
      clears: rules.get(flag.key)?.clears ?? 'Do what its rule asks for.',
    })),
    limits: await ask(limitsSql, [detectedAt]),
    forecasts: await ask(forecastsSql, [detectedAt]),
    changes: changes.map(({ checkId, place, at, count, ...change }) => ({
      checkId,
      place,
      at,
      what: changeTitle(change, Number(count)),
    })),
    alerts: await ask(alertsSql),
    controls: await ask(controlsSql),
  }
}

interface ChangeRow {
  checkId: string | null
  place: string
  at: Date
  subject: (typeof observationSubjects)[number]
  key: string
  kind: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
  count: string
}

const findingsSql = `
  select f.number, f.title, f.severity, f.first_seen as "firstSeen", f.due, f.check_id as "checkId",
         exists (select from acceptance a where a.finding_id = f.id and a.approved_at <= $2 and a.until > $2
                    and (a.ended_at is null or a.ended_at > $2)) as "isAccepted"
    from finding f
   where f.system_id = $1 and f.first_seen < $2 and f.state not in ('false-positive', 'duplicate')
     and (f.verified_at is null or f.verified_at > $2) and ($4::uuid is null or f.id <> $4)
   order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.first_seen limit $3`

/** What was left undone and done again at its next turn was not overdue any more. */
const tasksSql = `
  select t.id, t.title, t.tier, min(o.due_at) as "dueAt"
    from maintenance_task t join task_occurrence o on o.task_id = t.id
   where t.system_id = $1 and o.due_at < $2 and o.due_at > $2::timestamptz - interval '13 months' and not o.in_pause
     and o.state <> 'skipped' and (o.finished_at is null or o.finished_at > $2)
     and (t.archived_at is null or t.archived_at > $2)
     and not exists (select from task_occurrence n where n.task_id = t.id and n.due_at > o.due_at and n.finished_at <= $2
                        and n.state in ('done', 'done-with-problem'))
   group by t.id order by 4, t.id limit $3`

const flagsSql = `
  select key, since, sentence from (
    select distinct on (flag_key) flag_key as key, at as since, to_status, sentence from red_flag_change
     where system_id = $1 and at < $2 order by flag_key, at desc) f
   where to_status = 'raised' order by since, key limit $3`

/** The last time that each check went bad in the fortnight before somebody noticed. */
const limitsSql = `
  select * from (
    select distinct on (s.check_id) s.check_id as "checkId", c.name, s.to_verdict as verdict, s.at, s.reason
      from state_change s join "check" c on c.id = s.check_id
     where c.system_id = $1 and s.to_verdict in ('warn', 'fail') and s.at < $4
       and s.at > $2::timestamptz - interval '14 days'
     order by s.check_id, s.at desc) l
   order by at desc limit $3`

/** The last forecast of each series before it began, where the day that it named came about then. */
const forecastsSql = `
  select * from (
    select distinct on (check_id, key) check_id as "checkId", resource, earliest, computed_at as "computedAt", status
      from capacity_forecast
     where system_id = $1 and computed_at < $2 and day > ($2::timestamptz - interval '90 days')::date
     order by check_id, key, computed_at desc) f
   where status in ('reaches', 'reached') and earliest <= $4::timestamptz + interval '7 days'
   order by earliest limit $3`

const changesSql = `
  select min(c.check_id::text) as "checkId", c.place, c.at, c.subject, min(c.key) as key, min(c.kind) as kind,
         min(c.before) as before, min(c.after) as after, count(*) as count
    from system_change c
   where c.system_id = $1 and c.expectation = 'unexpected' and c.at < $4 and c.at > $2::timestamptz - interval '72 hours'
   group by c.place, c.at, c.subject order by c.at desc limit $3`

const alertsSql = `
  select * from (
    select distinct on (rule) rule, fired_at as "firedAt", outcome from alert_outcome
     where system_id = $1 and fired_at < $2 and fired_at > $2::timestamptz - interval '14 days' and outcome <> 'acted'
     order by rule, fired_at desc) a
   order by "firedAt" desc limit $3`

const controlsSql = `
  select n.control_key as key, q.question, n.outcome
    from assessment n
    join lateral (
      select r.question from control_revision r join checklist_version v on v.id = r.version_id and v.state = 'published'
       where r.key = n.control_key order by v.published_at desc limit 1) q on true
   where n.system_id = $1 and n.outcome in ('fail', 'warn') and n.answered_at < $2
   order by n.outcome, n.control_key limit $3`

/** A target of a system and the kinds of checks that are asked of it. */
export interface WatchedTarget {
  id: string
  kind: TargetKind
  address: string
  kinds: string[]
}

/** Targets of a system with what looks at each. */
export async function readTargets(systemId: string, on: Sql = sql()): Promise<WatchedTarget[]> {
  const { rows } = await on.query<WatchedTarget>(
    `select t.id, t.kind, t.address, array(select c.kind from "check" c where c.target_id = t.id) as kinds
       from target t where t.system_id = $1 order by t.created_at, t.id limit 50`,
    [systemId],
  )
  return rows
}

/** Checks, tasks and questions of a system that may be chosen. */
export async function readThings(
  systemId: string,
  on: Sql = sql(),
): Promise<{ checks: Thing[]; tasks: Thing[]; controls: Thing[] }> {
  const ask = async (text: string) => (await on.query<Thing>(text, [systemId])).rows
  const checks = await ask(
    `select c.id as value, c.name || ' · ' || t.address as label, c.kind from "check" c join target t on t.id = c.target_id
      where c.system_id = $1 order by lower(c.name), c.id limit 500`,
  )
  const tasks = await ask(
    `select id as value, title || ' · ' || tier as label, tier as kind from maintenance_task
      where system_id = $1 and archived_at is null order by lower(title), id limit 500`,
  )
  const controls = await ask(
    `select distinct on (q.key) q.key as value, q.question as label, '' as kind
       from checklist_assignment g join checklist l on l.id = g.checklist_id and l.retired_at is null
       join checklist_version v on v.checklist_id = l.id and v.state = 'published'
       join control_revision q on q.version_id = v.id where g.system_id = $1 order by q.key limit 500`,
  )
  return { checks, tasks, controls }
}

export interface Thing {
  value: string
  label: string
  kind: string
}
