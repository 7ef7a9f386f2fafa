import type { RunEvidence } from '@/lib/checks/run-evidence'
import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { StoredCheckLine } from './system-store'
import type { CheckPage } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface CheckHead {
  now: Date
  heartbeatAt: Date | null
  silent: boolean
  check: StoredCheckLine & Omit<CheckPage['check'], keyof StoredCheckLine | 'dimension' | 'spark'>
  system: CheckPage['system']
}

/** One check with its state, schedule, target and system, or null. */
export async function readCheckHead(id: string, on: Sql = sql()): Promise<CheckHead | null> {
  const { rows } = await on.query<CheckHead>(
    `with ${clockSql}
     select clock.now, clock.heartbeat_at as "heartbeatAt", clock.silent,
            json_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'target', t.address, 'targetKind', t.kind,
              'state', ${stateSql}, 'reason', s.reason, 'value', s.value, 'unit', s.unit, 'warnAt', s.warn_at,
              'failAt', s.fail_at, 'finishedAt', ${iso('s.finished_at')}, 'lastOkAt', ${iso('s.last_ok_at')},
              'since', ${iso('s.since')}, 'config', c.config, 'intervalSeconds', c.interval_seconds,
              'graceSeconds', c.grace_seconds, 'timeoutMs', c.timeout_ms, 'failAfter', c.fail_after,
              'okAfter', c.ok_after,
              'pausedReason', case when c.paused_at is not null and (c.paused_until is null or c.paused_until > clock.now)
                                   then coalesce(c.paused_reason, 'no reason given') end,
              'pausedUntil', ${iso('c.paused_until')}, 'nextDueAt', ${iso('d.next_due_at')},
              'running', coalesce(d.lease_until > clock.now, false), 'missed', coalesce(d.missed, 0)) as "check",
            json_build_object('id', y.id, 'name', y.name, 'isSelf', y.is_self, 'teamId', y.team_id,
              'criticality', y.criticality) as system
       from clock, "check" c join target t on t.id = c.target_id join system y on y.id = c.system_id
            left join check_state s on s.check_id = c.id left join check_schedule d on d.check_id = c.id
      where c.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

export interface StoredRun {
  scheduledFor: string
  startedAt: string
  durationMs: number
  verdict: string
  reason: string
  value: number | null
  unit: string | null
  trigger: string
  evidence: Partial<RunEvidence> | null
}

/**
 * The latest runs of a check, newest first: along its primary key, so however many there are. Only the
 * newest brings its evidence, which may be 16 KB.
 */
export async function readRuns(checkId: string, limit: number, on: Sql = sql()): Promise<StoredRun[]> {
  const { rows } = await on.query<StoredRun>(
    `select ${iso('scheduled_for')} as "scheduledFor", ${iso('started_at')} as "startedAt", duration_ms as "durationMs",
            verdict, reason, value, unit, trigger,
            case when scheduled_for = max(scheduled_for) over () then evidence end as evidence
       from (select * from run where check_id = $1 order by scheduled_for desc limit $2) as latest
      order by latest.scheduled_for desc`,
    [checkId, limit],
  )
  return rows
}
