import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'

// Rows of a small installation in one week.

export const weekFrom = new Date('2026-11-16T00:00:00Z')
export const weekTo = new Date('2026-11-23T00:00:00Z')
/** When the test looks: hours after the week has ended. */
export const lookedAt = new Date('2026-11-23T12:00:00Z')
/** A moment within the week, and one after it. */
export const within = new Date('2026-11-18T10:00:00Z')
export const afterwards = new Date('2026-11-23T06:00:00Z')
export const longAgo = new Date('2026-09-01T00:00:00Z')

export const hours = (at: Date, count: number) => new Date(at.getTime() + count * 3_600_000)
export const days = (at: Date, count: number) => hours(at, 24 * count)

/** Ids of what stands in the world from the beginning. */
export const world = {
  payments: newId(),
  shopTeam: newId(),
  olga: newId(),
  orders: newId(),
  shop: newId(),
  host: newId(),
  ordersTarget: newId(),
  ordersUp: newId(),
  ordersVersion: newId(),
  ordersCertificate: newId(),
  ordersBackup: newId(),
  finding: newId(),
  accepted: newId(),
  task: newId(),
  alert: newId(),
  alertOfWeek: newId(),
  version: newId(),
  worker: newId(),
  backupSeries: newId(),
  certificateSeries: newId(),
}

/** Inserts one row whose keys are column names. */
export async function put(on: Sql, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row)
    .map((column) => `"${column}"`)
    .join(', ')
  await on.query(
    `insert into "${table}" (${columns}) select ${columns} from json_populate_record(null::"${table}", $1::json)`,
    [JSON.stringify(row)],
  )
}

/** The row of a system. */
export const systemRow = (id: string, name: string, over: Record<string, unknown> = {}) => ({
  id,
  name,
  kind: 'web-service',
  environment: 'production',
  criticality: 'high',
  owner_id: world.olga,
  team_id: world.payments,
  time_zone: 'UTC',
  tags: [],
  review_cadence_days: 90,
  description: '',
  created_at: longAgo,
  is_self: false,
  ...over,
})

/** The row of a check. */
export const checkRow = (id: string, kind: string, over: Record<string, unknown> = {}) => ({
  id,
  system_id: world.orders,
  target_id: world.ordersTarget,
  kind,
  name: kind,
  config: {},
  interval_seconds: 3_600,
  grace_seconds: 300,
  timeout_ms: 1_000,
  fail_after: 1,
  ok_after: 1,
  revision: 1,
  created_at: longAgo,
  ...over,
})

/** The row of an open finding of orders. */
export const findingRow = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  system_id: world.orders,
  resource: '',
  fingerprint: id,
  origin: 'manual',
  kind: 'defect',
  title: 'Disk is old',
  detail: '',
  remediation: '',
  severity: 'medium',
  severity_reason: '',
  owner_id: world.olga,
  state: 'open',
  state_since: longAgo,
  first_seen: longAgo,
  last_seen: longAgo,
  sla_start: longAgo,
  sla_paused_seconds: 0,
  due: days(weekTo, 60),
  due_moved_count: 0,
  reopen_count: 0,
  ok_streak: 0,
  ...over,
})

/** The row of an event of a finding. */
export const eventRow = (findingId: string, at: Date, type: string, over: Record<string, unknown> = {}) => ({
  id: newId(),
  finding_id: findingId,
  at,
  actor_label: 'worker',
  type,
  ...over,
})

/** The row of the state of a check that is fine since long ago. */
export const stateRow = (checkId: string) => ({
  check_id: checkId,
  verdict: 'ok',
  since: longAgo,
  streak_verdict: 'ok',
  streak_count: 9,
  last_run_at: lookedAt,
  finished_at: lookedAt,
  reason: 'Fine.',
  conclusive_at: lookedAt,
  last_ok_at: lookedAt,
  stale_after: days(lookedAt, 1),
  duration_ms: 5,
})

/** The row of an alert that needed nothing. */
export const alertRow = (id: string, at: Date, over: Record<string, unknown> = {}) => ({
  id,
  system_id: world.orders,
  rule: 'High latency',
  class: 'attention',
  fired_at: at,
  outcome: 'needed-nothing',
  snooze_count: 0,
  note: '',
  evidence_ids: [],
  source: 'person',
  recorded_at: at,
  ...over,
})

/** The row of an audit entry. */
export const auditRow = (at: Date, action: string, entity: string, id: string, before: unknown) => ({
  // Rows of a test come one after the other; the chain of hashes is not what it looks at.
  id: Math.round(performance.now() * 1_000),
  at,
  actor_label: 'olga@example.com',
  action,
  entity,
  entity_id: id,
  before,
  previous_hash: newId(),
  hash: newId(),
})
