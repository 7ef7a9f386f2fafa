import { graceSeconds } from '@/lib/checks/default-check'
import { sql } from '@/lib/db/database'
import { type Fleet, judgementOf, type SeedCheck } from './fleet'
import type { SeedFindings } from './fleet-findings'

/** Rows per statement: large enough to be fast, small enough for one message. */
const batch = 5_000

/** Inserts rows whose keys are column names, cast by the table itself. */
export async function insert(table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((column) => `"${column}"`)
    .join(', ')
  for (let from = 0; from < rows.length; from += batch) {
    await sql().query(
      `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::json)`,
      [JSON.stringify(rows.slice(from, from + batch))],
    )
  }
}

/** People, teams, systems, targets, checks, and what they show now. */
export async function storeFleet(fleet: Fleet): Promise<void> {
  const { people, teams, systems, targets, checks, now } = fleet
  await insert(
    'team',
    teams.map((team) => ({ ...team, created_at: now })),
  )
  await insert(
    'app_user',
    people.map(({ id, email, name, role }) => ({
      id,
      email,
      name,
      role,
      // No argon2 hash: nobody can sign in as a made-up person.
      password_hash: '!',
      session_version: 1,
      time_zone: 'UTC',
      theme: 'system',
      hotkeys: true,
      landing: 'role',
      created_at: now,
    })),
  )
  await insert(
    'team_member',
    people.map(({ id }, index) => ({ team_id: teams[index % teams.length]?.id, user_id: id })),
  )
  await insert('system', systems.map(systemRow))
  await insert(
    'target',
    targets.map(({ id, systemId, kind, address, config, createdAt }) => ({
      id,
      system_id: systemId,
      kind,
      address,
      config,
      revision: 1,
      created_at: createdAt,
    })),
  )
  await insert(
    'check',
    checks.map((check) => ({ revision: 1, ...checkRow(check) })),
  )
  await insert(
    'check_schedule',
    checks.map((check) => scheduleRow(check)),
  )
  await insert(
    'check_state',
    checks.map((check) => stateRow(check, now)),
  )
  await insert(
    'series',
    checks.map(({ seriesId, id, unit }) => ({ id: seriesId, check_id: id, key: 'value', unit })),
  )
  await insert('state_change', checks.filter(({ verdict }) => verdict !== 'ok').flatMap(changeRows))
}

function checkRow(check: SeedCheck) {
  const { definition, config } = check.kind
  return {
    id: check.id,
    system_id: check.system.id,
    target_id: check.target.id,
    kind: definition.kind,
    name: definition.title,
    config,
    interval_seconds: check.intervalSeconds,
    grace_seconds: graceSeconds(check.intervalSeconds),
    timeout_ms: definition.timeoutMs,
    fail_after: definition.failAfter,
    ok_after: 2,
    paused_at: check.isPaused ? check.since : null,
    paused_reason: check.isPaused ? 'Being moved to new hardware.' : null,
    created_at: check.system.createdAt,
  }
}

function systemRow(system: Fleet['systems'][number]) {
  return {
    id: system.id,
    name: system.name,
    kind: system.kind,
    is_self: false,
    environment: system.environment,
    criticality: system.criticality,
    owner_id: system.ownerId,
    backup_owner_id: system.backupOwnerId,
    team_id: system.teamId,
    time_zone: 'UTC',
    rpo_minutes: system.rpoMinutes,
    tags: system.tags,
    review_cadence_days: 90,
    description: '',
    created_at: system.createdAt,
  }
}

function scheduleRow({ id, finishedAt, intervalSeconds }: SeedCheck) {
  return {
    check_id: id,
    next_due_at: new Date(finishedAt.getTime() + intervalSeconds * 1_000),
    fence: 0,
    missed: 0,
  }
}

function stateRow(check: SeedCheck, now: Date) {
  const { reason, value, unit, thresholds } = judgementOf(check)
  const isKnown = check.verdict !== 'unknown'
  return {
    check_id: check.id,
    verdict: check.verdict,
    since: check.since,
    streak_verdict: check.verdict,
    streak_count: 10,
    last_run_at: check.finishedAt,
    finished_at: check.finishedAt,
    reason,
    value,
    unit,
    warn_at: thresholds.warn,
    fail_at: thresholds.fail,
    conclusive_at: isKnown ? check.finishedAt : check.since,
    last_ok_at: check.verdict === 'ok' ? check.finishedAt : check.since,
    // A day: figures stay as they are while somebody looks around or measures, without a worker.
    stale_after: new Date(now.getTime() + 86_400_000),
    duration_ms: 5 + (Math.round(check.base) % 200),
  }
}

function changeRows(check: SeedCheck) {
  const before = new Date(check.since.getTime() - 20 * 86_400_000)
  const row = (at: Date, from: string | null, to: string, reason: string) => ({
    check_id: check.id,
    at,
    from_verdict: from,
    to_verdict: to,
    reason,
  })
  return [
    row(before, null, 'ok', check.kind.calm.reason),
    row(check.since, 'ok', check.verdict, judgementOf(check).reason),
  ]
}

/** Findings with their history. */
export async function storeFindings({ findings, events, acceptances }: SeedFindings): Promise<void> {
  const columns = Object.keys(findings[0] ?? {}).map((column) => `"${column}"`)
  for (let from = 0; from < findings.length; from += batch) {
    // Without "number": it comes from its sequence.
    await sql().query(
      `insert into finding (${columns.join(', ')}, sla_paused_seconds, due_moved_count, ok_streak)
       select ${columns.join(', ')}, 0, 0, 0 from json_populate_recordset(null::finding, $1::json)`,
      [JSON.stringify(findings.slice(from, from + batch))],
    )
  }
  await insert('finding_event', events)
  await insert('acceptance', acceptances)
}
