import { randomBytes } from 'node:crypto'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

// Rows as the engine would have left them, without running it: for what reads them.

export interface CheckFixture {
  name?: string
  kind?: string
  state?: string
  reason?: string
  value?: number
  /** Seconds before now. */
  finishedAgo?: number
  /** Seconds from now until the state is stale; negative: it is. */
  freshFor?: number
  createdAgo?: number
  paused?: boolean
}

const ago = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)

/** A worker that gave its last sign of life so many seconds ago. */
export async function addWorker(now: Date, secondsAgo = 5): Promise<void> {
  await sql().query(
    `insert into worker (id, host, pid, started_at, heartbeat_at, statistics) values ($1, 'host', 1, $2, $2, '{}')`,
    [newId(), ago(now, secondsAgo)],
  )
}

/** A system with one target. */
export async function addSystem(
  now: Date,
  name: string,
  over: { criticality?: string; ownerId?: string | null; isSelf?: boolean; archived?: boolean } = {},
): Promise<{ id: string; targetId: string; address: string }> {
  const [id, targetId, address] = [newId(), newId(), `https://${name}.example.com/`]
  await sql().query(
    `insert into system (id, name, kind, is_self, environment, criticality, owner_id, created_at, archived_at)
     values ($1, $2, 'web-service', $3, 'production', $4, $5, $6, $7)`,
    [
      id,
      name,
      over.isSelf ?? false,
      over.criticality ?? 'medium',
      over.ownerId ?? null,
      ago(now, 86_400),
      over.archived ? now : null,
    ],
  )
  await sql().query(
    `insert into target (id, system_id, kind, address, config, created_at) values ($1, $2, 'url', $3, '{}', $4)`,
    [targetId, id, address, now],
  )
  return { id, targetId, address }
}

/** A check with its schedule; without `state` it never ran. */
export async function addCheck(
  now: Date,
  system: { id: string; targetId: string },
  over: CheckFixture = {},
): Promise<string> {
  const id = newId()
  await sql().query(
    `insert into "check" (id, system_id, target_id, kind, name, config, interval_seconds, grace_seconds, timeout_ms,
                          fail_after, ok_after, created_at, paused_at, paused_reason)
     values ($1, $2, $3, $4, $5, '{}', 60, 300, 10000, 2, 2, $6, $7, $8)`,
    [
      id,
      system.id,
      system.targetId,
      over.kind ?? 'http.status',
      over.name ?? 'HTTP status',
      ago(now, over.createdAgo ?? 86_400),
      over.paused ? now : null,
      over.paused ? 'planned work' : null,
    ],
  )
  await sql().query('insert into check_schedule (check_id, next_due_at) values ($1, $2)', [id, ago(now, -30)])
  if (over.state) await setState(now, id, over)
  return id
}

/** What the last run left behind. */
export async function setState(now: Date, checkId: string, over: CheckFixture): Promise<void> {
  const finished = ago(now, over.finishedAgo ?? 20)
  await sql().query(
    `insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at, reason, value,
                              unit, conclusive_at, last_ok_at, stale_after, duration_ms)
     values ($1, $2, $3, $2, 3, $3, $3, $4, $5, 'ms', $3, $3, $6, 12)`,
    [
      checkId,
      over.state,
      finished,
      over.reason ?? 'As expected.',
      over.value ?? null,
      ago(now, -(over.freshFor ?? 400)),
    ],
  )
}

/** A finding of a check. `dueIn` in days. */
export async function addFinding(
  now: Date,
  check: { id: string; systemId: string },
  over: {
    title?: string
    severity?: string
    state?: string
    ownerId?: string | null
    dueIn?: number
    kind?: string
  } = {},
): Promise<number> {
  const at = ago(now, 3600)
  const { rows } = await sql().query<{ number: number }>(
    `insert into finding (id, system_id, check_id, check_kind, fingerprint, origin, kind, title, detail, remediation, severity,
                          severity_reason, owner_id, state, state_since, first_seen, last_seen, sla_start, due)
     values ($1, $2, $3, 'http.status', $4, 'check', $5, $6, 'It answered 500.', 'Look at its log.', $7, 'declared', $8, $9,
             $10, $10, $10, $10, $11)
     returning number`,
    [
      newId(),
      check.systemId,
      check.id,
      randomBytes(8).toString('hex'),
      over.kind ?? 'defect',
      over.title ?? 'HTTP status',
      over.severity ?? 'high',
      over.ownerId ?? null,
      over.state ?? 'open',
      at,
      ago(now, -(over.dueIn ?? 20) * 86_400),
    ],
  )
  return rows[0]?.number ?? 0
}
