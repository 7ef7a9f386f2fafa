import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSqlTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import {
  afterwards,
  alertRow,
  auditRow,
  checkRow,
  days,
  eventRow,
  findingRow,
  hours,
  longAgo,
  lookedAt,
  put,
  systemRow,
  weekFrom,
  weekTo,
  within,
  world,
} from '@/scripts/testing/planted-report-rows'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import type { ReportFacts } from '../report-facts'
import { buildWorld, changesBetween, factsOfWeek, factsWith } from '../testing/planted-world'

// One fact is planted at a time: within the week it changes exactly its numbers, after the week it changes nothing.

let database: TestDatabase
let base: ReportFacts
beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(lookedAt)
  await buildWorld()
  base = await factsOfWeek()
})
afterAll(() => database.drop())

/** Any value: a list whose lines another assertion looks at. */
const some = expect.anything()

interface Plant {
  name: string
  /** Plants it as if it had happened at that moment. */
  plant(on: Sql, at: Date): Promise<unknown>
  changes: Record<string, unknown>
}

const addFinding = async (on: Sql, at: Date, over: Record<string, unknown> = {}) => {
  const id = newId()
  await put(on, 'finding', findingRow(id, { first_seen: at, state_since: at, number: 99, ...over }))
  await put(on, 'finding_event', eventRow(id, at, 'opened', { to_state: 'open' }))
  return id
}

/** Changes the finding of the world and writes down what it was. */
const changeFinding = async (
  on: Sql,
  at: Date,
  type: string,
  change: { column: string; key: string; to: unknown },
  states: Record<string, unknown> = {},
) => {
  const { rows } = await on.query<{ was: unknown }>(
    `select to_jsonb(${change.column}) as was from finding where id = $1`,
    [world.finding],
  )
  await on.query(`update finding set ${change.column} = $2 where id = $1`, [world.finding, change.to])
  await put(
    on,
    'finding_event',
    eventRow(world.finding, at, type, { before: { [change.key]: rows[0]?.was }, ...states }),
  )
}

const moveState = (on: Sql, at: Date, type: string, to: string) =>
  changeFinding(on, at, type, { column: 'state', key: 'state', to }, { from_state: 'open', to_state: to })

const addForecast = (on: Sql, at: Date, over: Record<string, unknown> = {}) =>
  put(on, 'capacity_forecast', {
    check_id: world.ordersUp,
    key: '/var',
    day: at,
    system_id: world.orders,
    computed_at: at,
    resource: '/var',
    measure: 'disk',
    status: 'steady',
    value: 50,
    unit: '%',
    limit_value: 90,
    limit_label: 'critical',
    direction: 'up',
    history_days: 60,
    needed_days: 14,
    method: 'theil-sen',
    explanation: '',
    path: [],
    newest: false,
    ...over,
  })

const addChange = (on: Sql, at: Date, over: Record<string, unknown> = {}) =>
  put(on, 'system_change', {
    id: newId(),
    system_id: world.orders,
    check_id: world.ordersUp,
    at,
    last_seen_before: hours(at, -1),
    subject: 'setting',
    key: 'max_connections',
    kind: 'changed',
    before: '100',
    after: '200',
    expectation: 'unexpected',
    in_window: false,
    place: '',
    ...over,
  })

const addOccurrence = (on: Sql, dueAt: Date, over: Record<string, unknown> = {}) =>
  put(on, 'task_occurrence', {
    id: newId(),
    task_id: world.task,
    period_start: days(dueAt, -1),
    period_end: days(dueAt, 6),
    scheduled_at: days(dueAt, -1),
    due_at: dueAt,
    state: 'pending',
    in_pause: false,
    snooze_count: 0,
    evidence_ids: [],
    revision: 1,
    ...over,
  })

const addDrill = (on: Sql, at: Date, over: Record<string, unknown> = {}) =>
  put(on, 'drill', {
    id: newId(),
    system_id: world.orders,
    backup_name: 'orders.dump',
    level: 'queried',
    result: 'pass',
    started_at: at,
    duration_seconds: 60,
    counts: [],
    note: '',
    evidence_ids: [],
    source: 'person',
    recorded_at: at,
    ...over,
  })

const flag = (on: Sql, at: Date, to: string, from: string | null = null) =>
  put(on, 'red_flag_change', {
    system_id: world.orders,
    flag_key: 'postponed',
    at,
    from_status: from,
    to_status: to,
    sentence: 'Put off three times.',
  })

const score = (on: Sql, at: Date, over: Record<string, unknown> = {}) =>
  put(on, 'score_snapshot', {
    system_id: world.orders,
    day: at.toISOString().slice(0, 10),
    formula_version: 1,
    posture: 80,
    capped_posture: 80,
    coverage: 90,
    grade: 'B',
    caps: [],
    contributions: [],
    checklists: [{ key: 'quarterly-review', version: 1 }],
    taken_at: at,
    ...over,
  })

const acceptance = (on: Sql, at: Date, over: Record<string, unknown> = {}) =>
  put(on, 'acceptance', {
    id: newId(),
    finding_id: world.accepted,
    decision: 'accept',
    rationale: '',
    requester_id: world.olga,
    self_approved: false,
    requested_at: longAgo,
    until: days(weekTo, 100),
    renewal_count: 0,
    approved_at: null,
    ...over,
    ...(over.requested_at === undefined ? { requested_at: at } : {}),
  })

const addReview = async (on: Sql, over: Record<string, unknown> = {}) => {
  const id = newId()
  await put(on, 'review', {
    id,
    system_id: world.orders,
    version_id: world.version,
    quarter: '2026-Q4',
    state: 'planned',
    planned_for: longAgo,
    owner_id: world.olga,
    seed: 1,
    revision: 1,
    created_at: longAgo,
    ...over,
  })
  return id
}

/** What an edit of the system of the world says was before it: all of it, whatever was edited. */
const systemBefore = { name: 'orders-db', teamId: world.payments, rpoMinutes: 1_440 }

const plants: Plant[] = [
  {
    name: 'a system was added',
    plant: (on, at) => put(on, 'system', systemRow(newId(), 'new-web', { created_at: at })),
    changes: {
      'coverage.systems': 4,
      'score.unscored': 4,
      'redFlags.unknown': 24,
      'redFlags.rows': some,
      'blindSpots.systemsWithoutChecks': 3,
      teams: some,
    },
  },
  {
    name: 'a system was archived',
    plant: (on, at) => on.query('update system set archived_at = $2 where id = $1', [world.host, at]),
    changes: {
      'coverage.systems': 2,
      'score.unscored': 2,
      'redFlags.unknown': 12,
      'redFlags.rows': some,
      'blindSpots.systemsWithoutChecks': 1,
      teams: some,
    },
  },
  {
    name: 'a system went to another team',
    plant: async (on, at) => {
      await on.query('update system set team_id = $2 where id = $1', [world.orders, world.shopTeam])
      await put(on, 'audit_entry', auditRow(at, 'system.edit', 'system', world.orders, systemBefore))
    },
    changes: { teams: some },
  },
  {
    name: 'an objective for backups was set',
    plant: async (on, at) => {
      await on.query('update system set rpo_minutes = null where id = $1', [world.orders])
      await put(on, 'audit_entry', auditRow(at, 'system.edit', 'system', world.orders, systemBefore))
    },
    changes: { 'backups.noObjective': 1, 'backups.rows': some },
  },
  {
    name: 'a check began to fail',
    plant: async (on, at) => {
      await put(on, 'state_change', {
        check_id: world.ordersUp,
        at,
        from_verdict: 'ok',
        to_verdict: 'fail',
        reason: 'It refused.',
      })
      await on.query(`update check_state set verdict = 'fail', since = $2 where check_id = $1`, [
        world.ordersUp,
        at,
      ])
    },
    changes: { 'coverage.failingChecks': 1 },
  },
  {
    name: 'a check could not look any more',
    plant: async (on, at) => {
      await put(on, 'state_change', {
        check_id: world.ordersUp,
        at,
        from_verdict: 'ok',
        to_verdict: 'unknown',
        reason: 'No password.',
      })
      await on.query(
        `update check_state set verdict = 'unknown', since = $2, reason = 'No password.' where check_id = $1`,
        [world.ordersUp, at],
      )
    },
    changes: {
      'coverage.currentChecks': 3,
      'coverage.unknownChecks': 1,
      'blindSpots.unknownChecks': 1,
      'blindSpots.items': [
        {
          systemId: world.orders,
          system: 'orders-db',
          checkId: world.ordersUp,
          check: 'pg.up',
          since: within.toISOString(),
          reason: 'No password.',
        },
      ],
    },
  },
  {
    name: 'a check was paused',
    plant: async (on, at) => {
      await on.query('update "check" set paused_at = $2, paused_until = $3 where id = $1', [
        world.ordersUp,
        at,
        days(weekTo, 5),
      ])
      const before = { pausedAt: null, pausedUntil: null }
      await put(on, 'audit_entry', auditRow(at, 'check.pause', 'check', world.ordersUp, before))
    },
    changes: { 'coverage.currentChecks': 3, 'coverage.pausedChecks': 1 },
  },
  {
    name: 'a check was added and waits for its first run',
    plant: (on, at) =>
      put(on, 'check', checkRow(newId(), 'pg.connections', { created_at: at, interval_seconds: 604_800 })),
    changes: { 'coverage.checks': 5, 'coverage.pendingChecks': 1 },
  },
  {
    name: 'a finding was opened',
    plant: (on, at) => addFinding(on, at),
    changes: { 'findings.opened': 1, 'findings.open.medium': 2, 'findings.items': some, teams: some },
  },
  {
    name: 'a finding was proven fixed',
    plant: (on, at) => moveState(on, at, 'healed', 'verified'),
    changes: { 'findings.verified': 1, 'findings.open.medium': 0, 'findings.items': some, teams: some },
  },
  {
    name: 'a risk was accepted',
    plant: (on, at) => moveState(on, at, 'accepted', 'accepted'),
    changes: {
      'findings.accepted': 1,
      'findings.acceptedOpen': 2,
      'findings.open.medium': 0,
      'findings.items': some,
      teams: some,
    },
  },
  {
    name: 'a finding was graver than thought',
    plant: (on, at) => changeFinding(on, at, 'severity', { column: 'severity', key: 'severity', to: 'high' }),
    changes: { 'findings.open.medium': 0, 'findings.open.high': 1 },
  },
  {
    name: 'a finding was to be done earlier, and was not',
    plant: (on, at) => changeFinding(on, at, 'due', { column: 'due', key: 'due', to: days(weekTo, -1) }),
    changes: { 'findings.overdue': 1, teams: some },
  },
  {
    name: 'a finding lost its owner',
    plant: (on, at) => changeFinding(on, at, 'owner', { column: 'owner_id', key: 'ownerId', to: null }),
    changes: { 'findings.unowned': 1 },
  },
  {
    name: 'a grave finding without an owner was opened',
    plant: (on, at) => addFinding(on, at, { severity: 'critical', owner_id: null }),
    changes: {
      'decisions.total': 1,
      'decisions.items': some,
      'findings.opened': 1,
      'findings.unowned': 1,
      'findings.open.critical': 1,
      'findings.items': some,
      teams: some,
    },
  },
  {
    name: 'a red flag was raised',
    plant: (on, at) => flag(on, at, 'raised'),
    changes: { 'redFlags.raised': 1, 'redFlags.unknown': 17, 'redFlags.rows': some, teams: some },
  },
  {
    name: 'a system was scored',
    plant: (on, at) => score(on, at >= weekTo ? at : hours(weekTo, -6)),
    changes: {
      'score.grades.B': 1,
      'score.median': 80,
      'score.worst': { systemId: world.orders, system: 'orders-db', posture: 80, grade: 'B' },
      'score.unscored': 2,
      teams: some,
    },
  },
  {
    name: 'something changed and nobody had announced it',
    plant: (on, at) => addChange(on, at),
    changes: { 'changes.unexpected': 1, 'changes.items': some },
  },
  {
    name: 'something was restored and looked at',
    plant: (on, at) => addDrill(on, at),
    changes: { 'backups.proven': 1, 'backups.neverProven': 0, 'backups.rows': some, teams: some },
  },
  {
    name: 'a restore failed',
    plant: (on, at) => addDrill(on, at, { result: 'fail' }),
    changes: {},
  },
  {
    name: 'the age of the newest backup was measured',
    plant: (on, at) =>
      put(on, 'sample', {
        series_id: world.backupSeries,
        at: at >= weekTo ? at : hours(weekTo, -1),
        value: 5,
      }),
    changes: { 'backups.withinObjective': 1, 'backups.rows': some },
  },
  {
    name: 'a disk was forecast to be full soon',
    plant: (on, at) =>
      addForecast(on, at >= weekTo ? at : hours(weekTo, -6), {
        status: 'reaches',
        earliest: days(weekTo, 10),
        middle: days(weekTo, 15),
      }),
    changes: {
      'capacity.watched': 1,
      'capacity.forecast': 1,
      'capacity.near': 1,
      'capacity.rows': some,
      'decisions.total': 1,
      'decisions.items': some,
    },
  },
  {
    name: 'a disk has too little history for a forecast',
    plant: (on, at) =>
      addForecast(on, at >= weekTo ? at : hours(weekTo, -6), { status: 'too-little-history' }),
    changes: { 'capacity.watched': 1, 'capacity.tooLittleHistory': 1 },
  },
  {
    name: 'somebody asked that a risk be accepted',
    plant: (on, at) => acceptance(on, at, { finding_id: world.finding }),
    changes: { 'decisions.total': 1, 'decisions.items': some },
  },
  {
    name: 'a risk was accepted until next week',
    plant: (on, at) =>
      acceptance(on, at, { requested_at: longAgo, approved_at: at, until: days(weekTo, 4) }).then(() =>
        // Before it was approved it was asked for: that is another fact.
        on.query('update acceptance set requested_at = $1', [at]),
      ),
    changes: {
      'decisions.total': 1,
      'decisions.items': some,
      'expiring.dated': 1,
      'expiring.total': 1,
      'expiring.items': some,
      'nextWeek.total': 1,
      'nextWeek.items': some,
    },
  },
  {
    name: 'a control was asked to be left out',
    plant: (on, at) =>
      put(on, 'control_exclusion', {
        id: newId(),
        system_id: world.orders,
        control_key: 'backup.restore-tested',
        reason_code: 'other',
        reason: '',
        requester_id: world.olga,
        self_approved: false,
        requested_at: at,
        until: days(weekTo, 100),
      }),
    changes: { 'decisions.total': 1, 'decisions.items': some },
  },
  {
    name: 'evidence was added that ends within a month',
    plant: (on, at) =>
      put(on, 'evidence', {
        id: newId(),
        system_id: world.orders,
        kind: 'note',
        title: 'Contract',
        text: 'Signed.',
        sha256: 'x',
        captured_at: at,
        valid_until: days(weekTo, 20),
      }),
    changes: { 'expiring.dated': 1, 'expiring.total': 1, 'expiring.items': some },
  },
  {
    name: 'a certificate was seen to end in ten days',
    plant: (on, at) =>
      put(on, 'sample', {
        series_id: world.certificateSeries,
        at: at >= weekTo ? at : hours(weekTo, -1),
        value: 10,
      }),
    changes: {
      'expiring.certificates.unread': 0,
      'expiring.total': 1,
      'expiring.items': [
        {
          kind: 'certificate',
          systemId: world.orders,
          system: 'orders-db',
          title: 'orders.example.com:5432',
          at: '2026-12-02T23:00:00.000Z',
          href: `/checks/${world.ordersCertificate}`,
        },
      ],
    },
  },
  {
    name: 'somebody was refused at the door',
    plant: (on, at) => put(on, 'audit_entry', auditRow(at, 'session.refuse', 'session', 'x', null)),
    changes: { 'security.ownSignIns.refused': 1 },
  },
  {
    name: 'the version of a server was read',
    plant: (on, at) =>
      put(on, 'run', {
        check_id: world.ordersVersion,
        scheduled_for: at >= weekTo ? at : hours(weekTo, -6),
        retention: 'long',
        started_at: at,
        duration_ms: 5,
        verdict: 'warn',
        reason: '',
        value: 100,
        unit: 'days',
        evidence: { facts: { server: { version: 170_004 }, newestKnownMinor: '17.6' }, resources: [] },
        trigger: 'schedule',
      }),
    changes: {
      'security.updates.watched': true,
      'security.updates.why': undefined,
      'security.updates.systems': 1,
      'security.updates.behind': 1,
      'security.versions.watched': true,
      'security.versions.why': undefined,
      'security.versions.systems': 1,
      'security.versions.ending': 1,
      'security.versions.unsupported': 0,
    },
  },
  {
    name: 'an alert fired that needed nothing',
    plant: (on, at) => put(on, 'alert_outcome', alertRow(newId(), at)),
    changes: { 'alerts.fired': 2, 'alerts.neededNothing': 2, 'alerts.rules': some },
  },
  {
    name: 'an alert woke somebody, and nobody wrote down what became of it',
    plant: (on, at) => put(on, 'alert_outcome', alertRow(newId(), at, { class: 'wake', outcome: 'unknown' })),
    changes: { 'alerts.fired': 2, 'alerts.unrated': 1, 'alerts.woke': 1, 'alerts.rules': some },
  },
  {
    name: 'an incident began, and users noticed it first',
    plant: (on, at) =>
      put(on, 'incident', {
        id: newId(),
        number: 900,
        system_id: world.orders,
        title: 'Orders answered 500',
        detail: 'The disk was full.',
        started_at: at,
        detected_at: at,
        detected_by: 'users',
        severity: 'high',
        state: 'open',
        recorded_at: at,
        evidence_ids: [],
      }),
    changes: {
      'incidents.watched': true,
      'incidents.why': undefined,
      'incidents.began': 1,
      'incidents.byUsers': 1,
      'incidents.withoutPrevention': 1,
      'incidents.unproven': 0,
      'incidents.worst': some,
    },
  },
  {
    name: 'work was done in time',
    plant: (on, at) =>
      addOccurrence(on, at >= weekTo ? at : within, {
        state: 'done',
        finished_at: hours(at, -1),
        on_time: true,
        minutes: 12,
      }),
    changes: {
      'maintenance.byTier.weekly.due': 1,
      'maintenance.byTier.weekly.onTime': 1,
      'maintenance.minutes': 12,
      teams: some,
    },
  },
  {
    name: 'work was due, and done only later',
    plant: (on, at) =>
      at >= weekTo
        ? Promise.resolve()
        : addOccurrence(on, within, { state: 'done', finished_at: afterwards, on_time: false, minutes: 12 }),
    changes: {
      'maintenance.byTier.weekly.due': 1,
      'maintenance.overdue': 1,
      'maintenance.items': some,
      teams: some,
    },
  },
  {
    name: 'work was left out with a reason',
    plant: (on, at) =>
      addOccurrence(on, at >= weekTo ? days(at, 9) : within, { state: 'skipped', finished_at: at }),
    changes: { 'maintenance.byTier.weekly.due': 1, 'maintenance.byTier.weekly.skipped': 1, teams: some },
  },
  {
    name: 'slots passed that nobody executed',
    plant: (on, at) =>
      put(on, 'run_hour', {
        check_id: world.ordersUp,
        at: hours(at, 0),
        ok: 0,
        warn: 0,
        fail: 0,
        unknown: 1,
        not_applicable: 0,
        missed: 7,
        missed_since: at,
      }),
    changes: { 'blindSpots.missedRuns': 7 },
  },
  {
    name: 'a review was planned for next week',
    plant: (on, at) => addReview(on, { planned_for: days(weekTo, 2), created_at: at }),
    changes: { 'nextWeek.total': 1, 'nextWeek.items': some },
  },
  {
    name: 'a review was handed in and waits for a signature',
    plant: async (on, at) => {
      const reviewId = await addReview(on, { state: 'sign-off' })
      await put(on, 'review_event', {
        id: newId(),
        review_id: reviewId,
        at,
        actor_label: 'olga@example.com',
        type: 'submitted',
      })
    },
    changes: { 'decisions.total': 1, 'decisions.items': some },
  },
  {
    name: 'a control was left out for some weeks',
    plant: (on, at) =>
      put(on, 'control_exclusion', {
        id: newId(),
        system_id: world.orders,
        control_key: 'access.reviewed',
        reason_code: 'other',
        reason: '',
        requester_id: world.olga,
        self_approved: true,
        requested_at: at,
        approved_at: at,
        until: days(weekTo, 20),
      }),
    changes: { 'expiring.dated': 1, 'expiring.total': 1, 'expiring.items': some },
  },
  {
    name: 'somebody answered a control, for a month',
    plant: (on, at) =>
      put(on, 'assessment', {
        id: newId(),
        system_id: world.orders,
        control_key: 'access.reviewed',
        meaning: 'x',
        outcome: 'pass',
        answer: {},
        source: 'manual',
        statement: 'Reviewed.',
        facts: [],
        note: '',
        evidence_ids: [],
        answered_at: at,
        valid_until: days(at, 30),
        revision: 1,
      }),
    changes: {
      'expiring.dated': 1,
      'expiring.total': 1,
      'expiring.items': [
        {
          kind: 'answer',
          systemId: world.orders,
          system: 'orders-db',
          title: 'Who may sign in?',
          at: days(within, 30).toISOString(),
          href: `/systems/${world.orders}/controls/access.reviewed`,
        },
      ],
    },
  },
  {
    name: 'what became of an alert was corrected',
    plant: async (on, at) => {
      await on.query(`update alert_outcome set outcome = 'acted' where id = $1`, [world.alertOfWeek])
      await put(
        on,
        'audit_entry',
        auditRow(at, 'alert.rate', 'alert', world.alertOfWeek, { outcome: 'needed-nothing' }),
      )
    },
    changes: { 'alerts.acted': 1, 'alerts.neededNothing': 0, 'alerts.rules': [], teams: some },
  },
  {
    name: 'a rule was switched off',
    plant: async (on, at) => {
      await put(on, 'red_flag_rule', {
        key: 'postponed',
        is_shipped: true,
        enabled: false,
        thresholds: {},
        updated_at: at,
      })
      await put(
        on,
        'audit_entry',
        auditRow(at, 'red-flag-rule.switch', 'red-flag-rule', 'postponed', { enabled: true }),
      )
    },
    changes: { 'redFlags.unknown': 15, 'redFlags.rows': some },
  },
  {
    name: 'something changed, and somebody said why',
    plant: (on, at) => addChange(on, at, { acknowledged_at: at, acknowledgement: 'It was me.' }),
    changes: { 'changes.unexpected': 1, 'changes.acknowledged': 1 },
  },
  {
    name: 'work was done and showed a problem',
    plant: (on, at) =>
      addOccurrence(on, at >= weekTo ? days(at, 9) : days(longAgo, 3), {
        state: 'done-with-problem',
        finished_at: at,
        on_time: false,
        minutes: 5,
      }),
    changes: { 'maintenance.withProblem': 1, 'maintenance.minutes': 5 },
  },
]

describe('within the week, each fact changes exactly its numbers', () => {
  it.each(plants)('$name', async ({ plant, changes }) => {
    const facts = await factsWith(async (on) => void (await plant(on, within)))
    expect(changesBetween(base, facts)).toEqual(changes)
  })
})

describe('after the week, it changes nothing', () => {
  it.each(plants)('$name', async ({ plant }) => {
    const facts = await factsWith(async (on) => void (await plant(on, afterwards)))
    expect(changesBetween(base, facts)).toEqual({})
  })
})

it('a week that is read late says what it would have said in time', async () => {
  // Everything at once, hours after the week: as if a worker came back on Monday morning.
  const later = await factsWith(async (on) => {
    for (const { name, plant } of plants) {
      await on.query('savepoint each')
      await plant(on, afterwards).catch(async (error: Error) => {
        // Two of them touch the same row: the first is enough.
        if (!/duplicate key/.test(error.message)) throw new Error(`${name}: ${error.message}`)
        await on.query('rollback to savepoint each')
      })
    }
  })
  expect(changesBetween(base, later)).toEqual({})
})

it('reads one team without the others', async () => {
  const shop = await factsWith(async (on) => void (await addFinding(on, within)), {
    kind: 'team',
    id: world.shopTeam,
  })
  expect(shop).toMatchObject({
    scope: { kind: 'team', id: world.shopTeam, name: 'Shop' },
    coverage: { systems: 1, checks: 0 },
    findings: { opened: 0 },
    maintenance: { tasks: 0 },
    alerts: { watched: false },
    teams: [],
  })
  const payments = await factsWith(async (on) => void (await addFinding(on, within)), {
    kind: 'team',
    id: world.payments,
  })
  expect(payments).toMatchObject({ coverage: { systems: 1, checks: 4 }, findings: { opened: 1 } })
  expect(payments.security.ownSignIns.watched).toBe(false)
})

describe('half a week without a worker', () => {
  const halfWay = hours(weekFrom, 84)
  /** It died on Thursday noon; another one came on Monday at six. */
  const died = async (on: Sql) => {
    await on.query('update worker set heartbeat_at = $2, stopped_at = $3 where id = $1', [
      world.worker,
      halfWay,
      afterwards,
    ])
    await put(on, 'worker', {
      id: newId(),
      host: 'here',
      pid: 2,
      started_at: afterwards,
      heartbeat_at: lookedAt,
      statistics: {},
    })
  }
  /** A slot each hour from Thursday noon to Monday six, written down when somebody was back. */
  const rolledUp = (on: Sql) =>
    put(on, 'run_hour', {
      check_id: world.ordersUp,
      at: hours(afterwards, -1),
      ok: 0,
      warn: 0,
      fail: 0,
      unknown: 1,
      not_applicable: 0,
      missed: 90,
      missed_since: halfWay,
    })
  const notRolledUp = (on: Sql) =>
    put(on, 'run', {
      check_id: world.ordersUp,
      scheduled_for: hours(afterwards, -0.5),
      retention: 'short',
      started_at: afterwards,
      duration_ms: 0,
      verdict: 'unknown',
      reason: 'missed',
      evidence: { facts: { slots: 90, first: halfWay }, resources: [] },
      trigger: 'missed',
    })

  it.each([
    ['rolled up', rolledUp],
    ['not rolled up yet', notRolledUp],
  ])(
    'is said to its second, and nothing is called fine that nobody saw; what was missed is %s',
    async (_name, missed) => {
      const facts = await factsWith(async (on) => {
        await died(on)
        await missed(on)
      })
      expect(facts.blindSpots).toMatchObject({
        workerDownSeconds: 84 * 3_600,
        missedRuns: 84,
        unknownChecks: 4,
      })
      expect(facts.coverage).toMatchObject({ checks: 4, currentChecks: 0, unknownChecks: 4 })
      expect(facts.blindSpots.items[0]).toMatchObject({ since: halfWay.toISOString() })
    },
  )
})

it('a flag that was raised for long stays raised, and one that was cleared counts as cleared', async () => {
  const facts = await factsWith(async (on) => {
    await flag(on, longAgo, 'raised')
    await flag(on, within, 'clear', 'raised')
  })
  expect(facts.redFlags.rows[0]).toMatchObject({
    key: 'postponed',
    raised: 0,
    newlyRaised: 0,
    cleared: 1,
    unknown: 2,
  })
})

it('explains why scores moved', async () => {
  const control = (standing: string) => ({
    key: 'backup.restore-tested',
    checklist: 'quarterly-review',
    severity: 'high',
    meaning: 'x',
    standing,
  })
  const facts = await factsWith(async (on) => {
    await score(on, hours(weekFrom, -6), {
      posture: 100,
      capped_posture: 100,
      grade: 'A',
      contributions: [control('pass')],
    })
    await score(on, hours(weekTo, -6), {
      posture: 0,
      capped_posture: 0,
      grade: 'F',
      contributions: [control('fail')],
    })
  })
  expect(facts.score).toMatchObject({
    median: 0,
    medianBefore: 100,
    causes: { outcome: -100 },
    movements: [
      { system: 'orders-db', from: 100, to: 0, gradeFrom: 'A', gradeTo: 'F', causes: { outcome: -100 } },
    ],
  })
})

it('a report may be read inside a transaction of its own that can only read', async () => {
  await inSqlTransaction(async (on) => {
    await on.query('set transaction read only')
    expect(await factsOfWeek(on)).toEqual(base)
  })
})
