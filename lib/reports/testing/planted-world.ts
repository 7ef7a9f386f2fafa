import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import {
  alertRow,
  checkRow,
  days,
  eventRow,
  findingRow,
  longAgo,
  lookedAt,
  put,
  stateRow,
  systemRow,
  weekFrom,
  weekTo,
  world,
} from '@/scripts/testing/planted-report-rows'
import { collectReportFacts } from '../collect/collect-report-facts'
import type { ReportFacts } from '../report-facts'
import type { ReportScope } from '../schema'

// A small installation in one week, into which tests plant one fact at a time.

/** Builds the world: two teams, three systems, four checks, one finding, one accepted risk, a weekly task. */
export async function buildWorld(): Promise<void> {
  await inSqlTransaction(async (on) => {
    await put(on, 'team', { id: world.payments, name: 'Payments', created_at: longAgo })
    await put(on, 'team', { id: world.shopTeam, name: 'Shop', created_at: longAgo })
    await put(on, 'app_user', {
      id: world.olga,
      email: 'olga@example.com',
      name: 'Olga',
      role: 'maintainer',
      password_hash: '!',
      session_version: 1,
      time_zone: 'UTC',
      theme: 'system',
      hotkeys: true,
      landing: 'role',
      created_at: longAgo,
    })
    await put(on, 'system', systemRow(world.orders, 'orders-db', { kind: 'database', rpo_minutes: 1_440 }))
    await put(on, 'system', systemRow(world.shop, 'shop-web', { team_id: world.shopTeam }))
    await put(on, 'system', systemRow(world.host, 'old-host', { kind: 'other', team_id: null }))
    await put(on, 'target', {
      id: world.ordersTarget,
      system_id: world.orders,
      kind: 'postgres',
      address: 'orders.example.com:5432',
      config: {},
      revision: 1,
      created_at: longAgo,
    })
    for (const [id, kind] of [
      [world.ordersUp, 'pg.up'],
      [world.ordersVersion, 'pg.version'],
      [world.ordersCertificate, 'tls.expiry'],
      [world.ordersBackup, 'bk.age'],
    ] as const) {
      await put(on, 'check', checkRow(id, kind))
      await put(on, 'check_state', stateRow(id))
    }
    await put(on, 'series', { id: world.backupSeries, check_id: world.ordersBackup, key: 'value', unit: 'h' })
    await put(on, 'series', {
      id: world.certificateSeries,
      check_id: world.ordersCertificate,
      key: 'value',
      unit: 'days',
    })
    await put(on, 'worker', {
      id: world.worker,
      host: 'here',
      pid: 1,
      started_at: longAgo,
      heartbeat_at: lookedAt,
      statistics: {},
    })
    await putWork(on)
  })
}

async function putWork(on: Sql): Promise<void> {
  await put(on, 'finding', findingRow(world.finding, { number: 11 }))
  await put(on, 'finding_event', eventRow(world.finding, longAgo, 'opened', { to_state: 'open' }))
  await put(on, 'finding', findingRow(world.accepted, { number: 12, state: 'accepted', severity: 'high' }))
  await put(on, 'finding_event', eventRow(world.accepted, longAgo, 'opened', { to_state: 'open' }))
  await put(on, 'maintenance_task', {
    id: world.task,
    system_id: world.orders,
    key: 'vacuum',
    tier: 'weekly',
    title: 'Vacuum',
    why: '',
    procedure: '',
    expected_minutes: 10,
    evidence_wanted: '',
    evidence_policy: 'none',
    idempotent: 'yes',
    idempotent_proof: '',
    automation: 'manual',
    proven_by_kinds: [],
    needs_downtime: false,
    needs_verification: false,
    schedule: {},
    time_zone: 'UTC',
    anchor: 'scheduled',
    grace_minutes: 60,
    starts_at: longAgo,
    revision: 1,
    created_at: longAgo,
  })
  await put(on, 'alert_outcome', alertRow(world.alert, longAgo))
  await put(on, 'alert_outcome', alertRow(world.alertOfWeek, days(weekFrom, 1)))
  await putChecklist(on)
}

async function putChecklist(on: Sql): Promise<void> {
  const checklistId = newId()
  await put(on, 'checklist', {
    id: checklistId,
    key: 'q',
    title: 'Q',
    is_shipped: false,
    created_at: longAgo,
  })
  await put(on, 'checklist_version', {
    id: world.version,
    checklist_id: checklistId,
    number: 1,
    state: 'published',
    title: 'Q',
    purpose: '',
    occasion: 'quarterly',
    applies_to: [],
    source: '',
    hash: '',
    note: '',
    revision: 1,
    created_at: longAgo,
    published_at: longAgo,
  })
  await put(on, 'control_revision', {
    id: newId(),
    version_id: world.version,
    key: 'access.reviewed',
    position: 1,
    area: 'access',
    question: 'Who may sign in?',
    why: '',
    remediation: '',
    type: 'boolean',
    choices: [],
    severity: 'high',
    evidence_policy: 'none',
    valid_for_days: 30,
    dimension: 'security',
    answered_by: [],
    meaning: 'x',
  })
  await put(on, 'checklist_assignment', {
    system_id: world.orders,
    checklist_id: checklistId,
    assigned_at: longAgo,
  })
}

/** The facts of the week as they are read now. */
export function factsOfWeek(
  on: Sql = sql(),
  scope: ReportScope = { kind: 'instance' },
): Promise<ReportFacts> {
  return collectReportFacts(
    {
      scope,
      period: {
        kind: 'weekly',
        week: '2026-W47',
        from: weekFrom.toISOString(),
        to: weekTo.toISOString(),
        zone: 'UTC',
      },
      asOf: weekTo,
      previous: null,
      isFirst: true,
      builtAt: lookedAt,
    },
    on,
  )
}

/** Reads the facts with something planted, and takes it out again. */
export async function factsWith(
  plant: (on: Sql) => Promise<void>,
  scope?: ReportScope,
): Promise<ReportFacts> {
  class Done extends Error {}
  let facts: ReportFacts | undefined
  await inSqlTransaction(async (on) => {
    await plant(on)
    facts = await factsOfWeek(on, scope)
    throw new Done()
  }).catch((error: unknown) => {
    if (!(error instanceof Done)) throw error
  })
  if (!facts) throw new Error('no facts')
  return facts
}

/** Paths of everything that differs, with the new value; lists count as one value. */
export function changesBetween(before: unknown, after: unknown, path = ''): Record<string, unknown> {
  const isBranch = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isBranch(before) && isBranch(after)) {
    const [a, b] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return Object.assign(
      {},
      ...keys.map((key) => changesBetween(a[key], b[key], path === '' ? key : `${path}.${key}`)),
    )
  }
  return JSON.stringify(before) === JSON.stringify(after) ? {} : { [path]: after }
}
