import { describe, expect, it } from 'vitest'
import type { Outcome } from '@/lib/checklists/schema'
import type { MigrationFact, SystemFacts } from '@/lib/facts/system-facts'
import {
  alertFact,
  checkFact,
  daysAgo,
  drillFact,
  factsNow,
  factsOf,
  findingFact,
  migrationFact,
  occurrenceFact,
  taskFact,
} from '@/scripts/testing/facts-fixture'
import { findFact, knownFacts } from './index'

type Case = [facts: SystemFacts, statement: string]
type Cases = Partial<Record<Exclude<Outcome, 'unknown'>, Case[]>> & { unknown: Case[]; none?: SystemFacts[] }

const target = (kind: string, address = `a ${kind}`) => ({ id: kind, kind, address })
const check = (kind: string, of: string, known: Parameters<typeof checkFact>[0] = {}) =>
  checkFact({ id: kind, kind, name: kind, target: target(of), ...known })
const looked = (findings: SystemFacts['findings']) => factsOf({ checks: [checkFact()], findings })
const minutesLater = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

/** Incidents so many days ago, closed or not, with the standing of their preventions. */
const happened = (...of: [days: number, isClosed: boolean, states: ('proven' | 'unproven' | 'gone')[]][]) =>
  factsOf({
    incidents: of.map(([days, isClosed, states], index) => ({
      number: index + 1,
      title: 'Orders could not be placed',
      startedAt: daysAgo(days),
      isClosed,
      preventions: states.map((state) => ({ title: 'Disk', state })),
    })),
  })

const backup = (hours: number | null, known: Parameters<typeof factsOf>[0] = {}) =>
  factsOf({
    targets: [target('backup')],
    checks: [check('bk.age', 'backup', { value: hours, unit: 'h', state: hours === null ? 'fail' : 'ok' })],
    ...known,
  })
/** Two folders of backups, which may be a day old. */
const folders = (...known: Parameters<typeof checkFact>[0][]) =>
  factsOf({
    system: { rpoMinutes: 1_440 },
    checks: known.map((each, index) => {
      const name = ['first', 'second'][index] ?? ''
      return checkFact({
        id: name,
        name,
        kind: 'bk.age',
        unit: 'h',
        target: { id: name, kind: 'backup', address: `/${name}` },
        ...each,
      })
    }),
  })
/** Who walked through it, and how many days ago; "gone" cannot sign in any more. */
function walked(...walks: [who: string, days: number][]) {
  return factsOf({
    walkthroughs: walks.map(([name, days]) => ({
      person: { id: name, name },
      completedAt: daysAgo(days),
      canSignIn: name !== 'gone',
    })),
  })
}

const alerts = (...outcomes: Parameters<typeof alertFact>[0][]) =>
  factsOf({ alerts: outcomes.map(alertFact) })
const many = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)
const noise = { outcome: 'needed-nothing' } as const
const untold = { outcome: 'unknown' } as const
const wake = (minutes: number | null) => ({
  class: 'wake' as const,
  acknowledgedAt: minutes === null ? null : minutesLater(daysAgo(2), minutes),
})
const hostChecks = (known: Parameters<typeof checkFact>[0] = {}) =>
  ['host.disk_free', 'host.memory', 'host.fd_system'].map((kind) => check(kind, 'host', known))
/** Checks of a host that is not a target any more, with these lines. */
const hostWith = (...lines: [warnAt: number, failAt: number | null][]) =>
  factsOf({
    checks: lines.map(([warnAt, failAt], index) =>
      check(['host.disk_free', 'host.memory'][index] ?? '', 'gone', { warnAt, failAt }),
    ),
  })
const needs = (...currentChecks: number[]) =>
  factsOf({
    dependencies: currentChecks.map((count, index) => ({
      id: String(index),
      name: `system ${index}`,
      purpose: 'keeps orders',
      currentChecks: count,
    })),
  })
const allTiers = (['daily', 'weekly', 'monthly', 'quarterly'] as const).map((tier) =>
  taskFact({ id: tier, tier, title: tier, ownerId: 'olga' }),
)
const periods = (done: number, late: number) =>
  taskFact({
    occurrences: [
      ...many(done, occurrenceFact(20)),
      ...many(late, occurrenceFact(20, { state: 'pending', finishedAt: null, onTime: null })),
    ],
  })
const moved = (
  area: string,
  outcome: string,
  state: MigrationFact['verifications'][number]['state'] = 'closed',
) =>
  factsOf({
    migrations: [
      migrationFact({
        verifications: [{ id: 'v', state, closedAt: null, missing: 0, areas: [{ area, outcome }] }],
      }),
    ],
  })
const after = 'After PostgreSQL 17 to 18 on Fri 20 Nov,'
const area = (name: string, words: string, hasNone: boolean): Cases => ({
  pass: [
    [moved(name, 'verified'), `${after} ${words} were compared, and nothing is missing.`],
    ...(hasNone ? ([[moved(name, 'not-applicable'), `${after} ${words} do not apply.`]] as Case[]) : []),
  ],
  warn: [
    [
      moved(name, 'verified', 'open'),
      `${after} ${words} were compared, and the comparison is not closed yet.`,
    ],
  ],
  fail: [
    [moved(name, 'missing', 'open'), `${after} ${words} were found to be incomplete.`],
    [moved(name, 'not-checked', 'open'), `${after} ${words} were not compared.`],
  ],
  unknown: [
    [factsOf(), 'No migration or restore of this system is recorded.'],
    [factsOf({ migrations: [migrationFact()] }), `${after} no comparison is recorded.`],
    [moved('elsewhere', 'verified'), `${after} nothing is recorded about ${words}.`],
    ...(hasNone
      ? []
      : ([[moved(name, 'not-applicable'), `${after} nothing is recorded about ${words}.`]] as Case[])),
  ],
})

const cases: Record<string, Cases> = {
  'drills.proven': {
    pass: [
      [
        factsOf({ drills: [drillFact()] }),
        'Restored on Sat 14 Nov, level queried, 11 min: 9 days ago, 90 allowed.',
      ],
      [
        factsOf({
          drills: [
            drillFact({ level: 'listed', startedAt: daysAgo(1) }),
            drillFact({ startedAt: daysAgo(90) }),
          ],
        }),
        'Restored on Tue 25 Aug, level queried, 11 min: 90 days ago, 90 allowed.',
      ],
      [
        factsOf({ system: { criticality: 'low' }, drills: [drillFact({ startedAt: daysAgo(180) })] }),
        'Restored on Wed 27 May, level queried, 11 min: 180 days ago, 180 allowed.',
      ],
    ],
    warn: [
      [
        factsOf({ drills: [drillFact({ level: 'restored' })] }),
        'No restore was queried: the newest, Sat 14 Nov, level restored, 11 min, had the result pass.',
      ],
      [
        factsOf({ drills: [drillFact({ result: 'partial' })] }),
        'No restore was queried: the newest, Sat 14 Nov, level queried, 11 min, had the result partial.',
      ],
    ],
    fail: [
      [
        factsOf({ drills: [drillFact({ result: 'fail' }), drillFact({ startedAt: daysAgo(20) })] }),
        'The newest restore failed: Sat 14 Nov, level queried, 11 min.',
      ],
      [
        factsOf({ system: { criticality: 'critical' }, drills: [drillFact({ startedAt: daysAgo(36) })] }),
        'Restored on Sun 18 Oct, level queried, 11 min: 36 days ago, 35 allowed.',
      ],
      [
        factsOf({ drills: [drillFact({ level: 'listed', startedAt: daysAgo(91) })] }),
        'No restore was queried: the newest, Mon 24 Aug, level listed, 11 min, had the result pass.',
      ],
    ],
    unknown: [[factsOf(), 'No restore of this system is recorded.']],
  },
  'drills.rto': {
    pass: [
      [
        factsOf({ system: { rtoMinutes: 30 }, drills: [drillFact()] }),
        'The restore of Sat 14 Nov took 11 min; 30 min are agreed on.',
      ],
    ],
    warn: [
      [
        factsOf({ system: { rtoMinutes: 12 }, drills: [drillFact()] }),
        'The restore of Sat 14 Nov took 11 min; 12 min are agreed on.',
      ],
    ],
    fail: [
      [
        factsOf({ system: { rtoMinutes: 10 }, drills: [drillFact()] }),
        'The restore of Sat 14 Nov took 11 min; 10 min are agreed on.',
      ],
    ],
    unknown: [
      [factsOf(), 'No successful restore is recorded, so its duration is not known.'],
      [
        factsOf({ drills: [drillFact({ level: 'listed' })] }),
        'No successful restore is recorded, so its duration is not known.',
      ],
      [
        factsOf({ drills: [drillFact()] }),
        'The restore of Sat 14 Nov took 11 min; no time is agreed on (RTO).',
      ],
      [
        factsOf({ system: { rtoMinutes: 30 }, drills: [drillFact({ startedAt: daysAgo(181) })] }),
        'The last restore that was measured is from Tue 26 May.',
      ],
    ],
  },
  'backups.rpo': {
    pass: [
      [
        backup(5, { system: { rpoMinutes: 1_440 } }),
        'Without its data now, the last 5 h would be lost; 24 h are agreed on.',
      ],
    ],
    warn: [
      [
        backup(20, { system: { rpoMinutes: 1_440 } }),
        'Without its data now, the last 20 h would be lost; 24 h are agreed on.',
      ],
    ],
    fail: [
      [
        backup(25, { system: { rpoMinutes: 1_440 } }),
        'Without its data now, the last 25 h would be lost; 24 h are agreed on.',
      ],
      [backup(null, { system: { rpoMinutes: 1_440 } }), 'There is no backup at all.'],
      [
        folders({ state: 'fail', value: 60 }, { state: 'never', value: null }),
        'Without its data now, the last 2 d would be lost; 24 h are agreed on.',
      ],
      [folders({ state: 'ok', value: 5 }, { state: 'fail', value: null }), 'There is no backup in /second.'],
      [
        // The check looked three hours ago: the backup has become older since.
        factsOf({
          system: { rpoMinutes: 360 },
          targets: [target('backup')],
          checks: [
            check('bk.age', 'backup', { value: 4, unit: 'h', conclusiveAt: minutesLater(factsNow, -180) }),
          ],
        }),
        'Without its data now, the last 7 h would be lost; 6 h are agreed on.',
      ],
    ],
    unknown: [
      [backup(5), 'Without its data now, the last 5 h would be lost; no limit is agreed on (RPO).'],
      [
        folders({ state: 'fail', value: 20 }, { state: 'never', value: null }),
        'No current result: second has not run yet.',
      ],
      [
        factsOf({ system: { rpoMinutes: 360 }, targets: [target('backup')] }),
        'No current result: Backup age is not checked on a backup.',
      ],
    ],
    none: [factsOf({ system: { rpoMinutes: 360 } })],
  },
  'health.end-to-end': {
    pass: [
      [factsOf({ targets: [target('postgres')], checks: [check('pg.up', 'postgres')] }), 'pg.up: Connected.'],
      [
        factsOf({
          targets: [target('url'), target('postgres')],
          checks: [check('http.status', 'url'), check('http.latency', 'url')],
        }),
        '2 checks are fine: http.status, http.latency.',
      ],
    ],
    warn: [
      [
        factsOf({ targets: [target('tcp')], checks: [check('tcp.open', 'tcp')] }),
        'Only a port is watched. tcp.open: Connected.',
      ],
      [
        factsOf({ targets: [target('postgres')], checks: [check('pg.up', 'postgres', { state: 'warn' })] }),
        'pg.up: Connected.',
      ],
    ],
    fail: [
      [
        factsOf({ targets: [target('tcp')], checks: [check('tcp.open', 'tcp', { state: 'fail' })] }),
        'tcp.open: Connected.',
      ],
      [
        factsOf({ targets: [target('postgres')], checks: [check('pg.up', 'postgres', { state: 'fail' })] }),
        'pg.up: Connected.',
      ],
    ],
    unknown: [
      [factsOf(), 'No check of this system asks a request or a query from end to end.'],
      [
        factsOf({
          targets: [target('url'), target('postgres')],
          checks: [check('pg.up', 'postgres'), check('http.status', 'url')],
        }),
        'No current result: Response time is not checked on a url.',
      ],
    ],
  },
  'dependencies.watched': {
    pass: [[needs(1, 4), 'Of 2 systems that it needs, each is watched.']],
    fail: [[needs(1, 0), 'Of 2 systems that it needs, nobody sees whether system 1 works.']],
    unknown: [[factsOf(), 'No system that it needs is listed here.']],
  },
  'bloat.watched': {
    pass: [
      [
        factsOf({
          targets: [target('postgres')],
          checks: [check('pg.dead_tuples', 'postgres', { state: 'fail' })],
        }),
        'A check looks at each table. pg.dead_tuples: Connected.',
      ],
    ],
    fail: [[factsOf({ targets: [target('postgres')] }), 'No check looks for dead rows on a postgres.']],
    unknown: [
      [
        factsOf({
          targets: [target('postgres')],
          checks: [check('pg.dead_tuples', 'postgres', { state: 'paused' })],
        }),
        'No current result: pg.dead_tuples is paused.',
      ],
    ],
    none: [factsOf()],
  },
  'resources.watched': {
    pass: [
      [factsOf({ targets: [target('host')], checks: hostChecks() }), 'Watched: disk, memory, open files.'],
      [
        factsOf({
          targets: [target('host'), target('postgres')],
          checks: [...hostChecks(), check('pg.connections', 'postgres', { state: 'fail' })],
        }),
        'Watched: disk, memory, open files, connections.',
      ],
    ],
    fail: [
      [
        factsOf({ targets: [target('host')], checks: hostChecks().slice(0, 2) }),
        'Nothing watches open files.',
      ],
      [
        factsOf({ targets: [target('host')], checks: hostChecks({ state: 'paused' }) }),
        'Nothing watches disk, memory, open files.',
      ],
      [
        factsOf({ targets: [target('host'), target('postgres')], checks: hostChecks() }),
        'Nothing watches connections.',
      ],
    ],
    unknown: [
      [
        factsOf({ targets: [target('host')], checks: hostChecks({ state: 'unknown' }) }),
        'No current figure of disk, memory, open files.',
      ],
      [
        factsOf({ targets: [target('postgres')], checks: [check('pg.connections', 'postgres')] }),
        'Only connections are watched here; who watches disk, memory and open files is not known.',
      ],
    ],
    none: [factsOf(), factsOf({ targets: [target('url')] })],
  },
  'thresholds.two-levels': {
    pass: [[hostWith([85, 95]), '1 resource check has a warning line and a critical one.']],
    warn: [[hostWith([85, 95], [85, null]), 'Of 2 resource checks, 1 has one line only: host.memory.']],
    fail: [[hostWith([85, 85]), 'Of 1 resource check, 1 has one line only: host.disk_free.']],
    unknown: [
      [factsOf({ checks: [checkFact()] }), 'No check of a resource looks at this system.'],
      [
        factsOf({
          checks: [check('host.memory', 'gone', { warnAt: 85, failAt: 95, state: 'unknown', reason: null })],
        }),
        'No current result: host.memory has not reported since Mon 23 Nov.',
      ],
      [
        factsOf({ targets: [target('postgres')] }),
        'No current result: Connection slots is not checked on a postgres.',
      ],
    ],
  },
  'certificates.watched': {
    pass: [
      [
        factsOf({
          targets: [target('tls', 'a.example:443'), target('url', 'https://a.example/login')],
          checks: [check('tls.expiry', 'tls', { target: target('tls', 'a.example:443'), state: 'fail' })],
        }),
        'The expiry of 1 endpoint with TLS is watched.',
      ],
    ],
    fail: [
      [
        factsOf({
          targets: [target('tls', 'a.example:443'), target('url', 'https://b.example/')],
          checks: [check('tls.expiry', 'tls', { target: target('tls', 'a.example:443') })],
        }),
        'Of 2 endpoints with TLS, nothing watches the expiry of b.example:443.',
      ],
      [
        factsOf({ targets: [target('url', 'https://b.example/')] }),
        'Of 1 endpoint with TLS, nothing watches the expiry of b.example:443.',
      ],
      [
        factsOf({
          targets: [target('tls', 'a.example:443')],
          checks: [check('tls.expiry', 'tls', { target: target('tls', 'a.example:443'), state: 'paused' })],
        }),
        'Of 1 endpoint with TLS, nothing watches the expiry of a.example:443.',
      ],
    ],
    unknown: [
      [
        factsOf({
          targets: [target('tls', 'a.example:443')],
          checks: [check('tls.expiry', 'tls', { target: target('tls', 'a.example:443'), state: 'unknown' })],
        }),
        'The expiry of a.example:443 is watched, without a current result.',
      ],
    ],
    none: [factsOf(), factsOf({ targets: [target('url', 'http://plain.example/')] })],
  },
  'checks.blind-spots': {
    pass: [
      [
        factsOf({ checks: many(30, checkFact()).concat(checkFact({ state: 'unknown' })) }),
        'Of 31 things to watch, 1 gives no current answer (3 %).',
      ],
    ],
    warn: [
      [
        factsOf({ checks: many(19, checkFact()).concat(checkFact({ state: 'paused' })) }),
        'Of 20 things to watch, 1 gives no current answer (5 %).',
      ],
    ],
    fail: [
      [
        factsOf({
          checks: [
            ...many(3, checkFact()),
            checkFact({ state: 'never' }),
            checkFact({ state: 'not-applicable' }),
          ],
        }),
        'Of 4 things to watch, 1 gives no current answer (25 %).',
      ],
      [
        // Backup size could be watched as well.
        backup(5),
        'Of 2 things to watch, 1 gives no current answer (50 %).',
      ],
    ],
    unknown: [
      [factsOf(), 'No check looks at this system.'],
      [factsOf({ checks: [checkFact({ state: 'not-applicable' })] }), 'No check looks at this system.'],
    ],
  },
  'tasks.planned': {
    pass: [[factsOf({ tasks: allTiers }), '4 tasks are planned, daily to quarterly, each with an owner.']],
    warn: [
      [
        factsOf({ tasks: [...allTiers.slice(0, 2), taskFact({ tier: 'weekly' })] }),
        '3 tasks are planned, nothing monthly, quarterly, 1 without an owner.',
      ],
    ],
    unknown: [
      [factsOf(), 'No task is defined here; whether maintenance is planned elsewhere is not known.'],
      [factsOf({ tasks: allTiers.map((task) => ({ ...task, paused: true })) }), 'All 4 tasks are paused.'],
      [
        factsOf({ tasks: allTiers.map((task) => ({ ...task, archivedAt: daysAgo(1) })) }),
        'No task is defined here; whether maintenance is planned elsewhere is not known.',
      ],
    ],
  },
  'tasks.on-time': {
    pass: [
      [
        factsOf({ tasks: [periods(9, 1)] }),
        'Of 10 periods in 90 days, 90 % were done on time; late or left out: Vacuum.',
      ],
    ],
    warn: [
      [
        factsOf({ tasks: [periods(8, 2)] }),
        'Of 10 periods in 90 days, 80 % were done on time; late or left out: Vacuum.',
      ],
    ],
    fail: [
      [
        factsOf({ tasks: [periods(6, 4)] }),
        'Of 10 periods in 90 days, 60 % were done on time; late or left out: Vacuum.',
      ],
      [
        factsOf({ tasks: [{ ...periods(6, 4), archivedAt: daysAgo(1) }] }),
        'Of 10 periods in 90 days, 60 % were done on time; late or left out: Vacuum (archived).',
      ],
      [
        factsOf({
          tasks: [taskFact({ occurrences: [occurrenceFact(5, { state: 'skipped', onTime: null })] })],
        }),
        'Of 1 period in 90 days, 0 % were done on time; late or left out: Vacuum.',
      ],
    ],
    unknown: [
      [factsOf(), 'No maintenance task is defined here, so nothing shows whether it is done.'],
      [
        factsOf({ tasks: [taskFact({ occurrences: [occurrenceFact(100)] })] }),
        'No task was due within 90 days.',
      ],
      [
        factsOf({
          tasks: [
            taskFact({
              occurrences: [
                occurrenceFact(0, { state: 'pending', finishedAt: null, onTime: null, dueAt: daysAgo(-1) }),
              ],
            }),
          ],
        }),
        'No task was due within 90 days.',
      ],
    ],
  },
  'findings.overdue': {
    pass: [
      [looked([]), 'Of 0 open findings, 0 are overdue.'],
      [
        looked([
          findingFact(),
          findingFact({ state: 'accepted', due: daysAgo(1) }),
          findingFact({ state: 'verified', due: daysAgo(1) }),
        ]),
        'Of 1 open finding, 0 are overdue.',
      ],
    ],
    warn: [
      [looked([findingFact({ due: daysAgo(1) }), findingFact()]), 'Of 2 open findings, 1 is overdue (F-12).'],
    ],
    fail: [
      [
        factsOf({
          findings: [7, 8, 9, 10].map((number) => findingFact({ number, due: daysAgo(1) })),
        }),
        'Of 4 open findings, 4 are overdue (F-7, F-8, F-9 and 1 more).',
      ],
    ],
    unknown: [
      [factsOf(), 'Nothing looks at this system yet, so there are no findings to judge by.'],
      [
        factsOf({ checks: [checkFact({ conclusiveAt: null, state: 'never' })] }),
        'Nothing looks at this system yet, so there are no findings to judge by.',
      ],
    ],
  },
  'findings.unowned': {
    pass: [[looked([findingFact({ ownerId: 'olga' })]), 'Of 1 open finding, 0 have no owner.']],
    warn: [[looked([findingFact()]), 'Of 1 open finding, 1 has no owner (F-12).']],
    fail: [[looked(many(3, findingFact())), 'Of 3 open findings, 3 have no owner (F-12, F-12, F-12).']],
    unknown: [[factsOf(), 'Nothing looks at this system yet, so there are no findings to judge by.']],
  },
  'findings.unmoved': {
    pass: [
      [
        looked([findingFact({ dueMovedCount: 1 })]),
        'Of 1 open finding, 0 had their date moved twice or more.',
      ],
    ],
    warn: [
      [
        looked([findingFact({ dueMovedCount: 2 })]),
        'Of 1 open finding, 1 had its date moved twice or more (F-12).',
      ],
    ],
    fail: [
      [
        looked(many(3, findingFact({ dueMovedCount: 5 }))),
        'Of 3 open findings, 3 had their date moved twice or more (F-12, F-12, F-12).',
      ],
    ],
    unknown: [[factsOf(), 'Nothing looks at this system yet, so there are no findings to judge by.']],
  },
  'alerts.actionable': {
    pass: [
      [alerts(...many(9, {}), noise), 'Of 10 alerts in 28 days, 1 needed nothing.'],
      [
        alerts(...many(9, {}), ...many(9, { firedAt: daysAgo(29), ...noise })),
        'Of 9 alerts in 28 days, 0 needed nothing.',
      ],
    ],
    warn: [
      [alerts(...many(4, {}), noise), 'Of 5 alerts in 28 days, 1 needed nothing.'],
      [alerts(...many(4, noise)), 'Of 4 alerts in 28 days, 4 needed nothing.'],
    ],
    fail: [
      [alerts(...many(5, {}), ...many(5, noise)), 'Of 10 alerts in 28 days, 5 needed nothing.'],
      [alerts(...many(5, noise), untold), 'Of 6 alerts in 28 days, 5 needed nothing.'],
    ],
    unknown: [
      [factsOf(), 'No alert of this system is recorded: none fired, or nobody wrote it down.'],
      [
        alerts({ firedAt: daysAgo(29) }),
        'No alert of the last 28 days is recorded, the last one is of Sun 25 Oct: none fired, or nobody wrote it down.',
      ],
      [
        alerts(...many(6, {}), untold, untold, noise),
        'Of 9 alerts in 28 days, 1 needed nothing, and of 2 nobody wrote down what became.',
      ],
    ],
  },
  'alerts.needless': {
    pass: [[alerts({}, { firedAt: daysAgo(8), ...noise }), 'Of 1 alert in 7 days, 0 needed nothing.']],
    warn: [[alerts(noise, {}), 'Of 2 alerts in 7 days, 1 needed nothing: DiskFull.']],
    fail: [[alerts(...many(5, noise), untold), 'Of 6 alerts in 7 days, 5 needed nothing: DiskFull.']],
    unknown: [
      [factsOf(), 'No alert of this system is recorded: none fired, or nobody wrote it down.'],
      [
        alerts(noise, untold),
        'Of 2 alerts in 7 days, 1 needed nothing, and of 1 nobody wrote down what became.',
      ],
    ],
  },
  'alerts.snoozed': {
    pass: [[alerts({}), 'None of 1 alert in 28 days was snoozed.']],
    warn: [[alerts({ snoozeCount: 1 }, {}), 'DiskFull was snoozed 1 time in 28 days.']],
    fail: [[alerts({ snoozeCount: 1 }, { snoozeCount: 1 }), 'DiskFull was snoozed 2 times in 28 days.']],
    unknown: [[factsOf(), 'No alert of this system is recorded: none fired, or nobody wrote it down.']],
  },
  'alerts.acknowledged': {
    pass: [
      [alerts(wake(15)), 'Of 1 alert of class wake in 28 days, the median was taken after 15 min.'],
      [alerts({ acknowledgedAt: null }), 'None of 1 alert in 28 days was of class wake.'],
    ],
    warn: [
      [
        alerts(wake(1), wake(40), wake(90)),
        'Of 3 alerts of class wake in 28 days, the median was taken after 40 min.',
      ],
    ],
    fail: [
      [
        alerts(wake(70), wake(90), wake(null)),
        'Of 3 alerts of class wake in 28 days, the median was taken after 1 h 30 min.',
      ],
    ],
    unknown: [
      [factsOf(), 'No alert of this system is recorded: none fired, or nobody wrote it down.'],
      [alerts(wake(null)), 'Of 1 alert of class wake, 1 has no time at which somebody took it.'],
    ],
  },
  'ownership.two-people': {
    pass: [[factsOf({ system: { backupOwner: { id: 'bo', name: 'Bo' } } }), 'Olga owns it, Bo stands in.']],
    warn: [
      [factsOf(), 'Olga owns it, and nobody stands in.'],
      [
        factsOf({ system: { backupOwner: { id: 'olga', name: 'Olga' } } }),
        'Olga owns it, and nobody stands in.',
      ],
    ],
    fail: [[factsOf({ system: { owner: null } }), 'Nobody owns the system.']],
    unknown: [],
  },
  'runbook.linked': {
    pass: [
      [
        factsOf({ system: { runbookUrl: 'https://wiki.example/orders' } }),
        'The runbook is https://wiki.example/orders.',
      ],
    ],
    fail: [[factsOf(), 'No runbook is linked.']],
    unknown: [],
  },
  'review.recent': {
    pass: [
      [factsOf({ reviewedAt: daysAgo(90) }), 'Last reviewed on Tue 25 Aug, 90 days ago; 90 are allowed.'],
    ],
    warn: [
      [factsOf({ reviewedAt: daysAgo(100) }), 'Last reviewed on Sat 15 Aug, 100 days ago; 90 are allowed.'],
    ],
    fail: [
      [factsOf({ reviewedAt: daysAgo(120) }), 'Last reviewed on Sun 26 Jul, 120 days ago; 90 are allowed.'],
    ],
    unknown: [[factsOf(), 'No review of this system was ever closed here.']],
  },
  'walkthroughs.completed': {
    pass: [
      [
        walked(['mia', 20], ['bo', 100], ['mia', 300]),
        '2 people walked through it within twelve months, last mia.',
      ],
    ],
    warn: [
      [walked(['mia', 20]), 'mia is the only one who walked through it within twelve months.'],
      [walked(['mia', 20], ['mia', 60]), 'mia is the only one who walked through it within twelve months.'],
      [walked(['mia', 20], ['bo', 370]), 'mia is the only one who walked through it within twelve months.'],
      [walked(['mia', 20], ['gone', 30]), 'mia is the only one who walked through it within twelve months.'],
    ],
    fail: [
      [factsOf(), 'Nobody has walked through it within twelve months.'],
      [walked(['gone', 20], ['mia', 380]), 'Nobody has walked through it within twelve months.'],
    ],
    unknown: [],
  },
  'incidents.prevented': {
    pass: [
      [
        happened([20, true, ['proven', 'proven']], [90, true, []], [380, false, []]),
        'After 2 incidents of twelve months, everything that is to prevent it again has proven itself.',
      ],
    ],
    warn: [
      [
        happened([20, false, ['proven', 'unproven']], [30, true, ['proven']]),
        'What is to prevent it again has not proven itself after I-1.',
      ],
      [
        happened([20, true, ['proven', 'gone']]),
        'What is to prevent it again has not proven itself after I-1.',
      ],
    ],
    fail: [
      [
        happened([20, false, []], [30, true, ['gone']], [40, false, ['unproven']]),
        'Nothing that would have prevented it is linked to I-1, I-2.',
      ],
    ],
    unknown: [
      [
        happened([380, false, []]),
        'No incident of the last twelve months is on record: if there was one, write it down with what would have prevented it.',
      ],
    ],
  },
  'verification.records': area('records', 'records', false),
  'verification.files': area('files', 'files', true),
  'verification.volumes': area('volumes', 'volumes', true),
  'verification.dependencies': area('dependencies', 'dependencies', true),
  'verification.jobs': area('jobs', 'background jobs', true),
}

it('has cases for every fact, and every fact has a name of its own', () => {
  expect(knownFacts.map(({ name }) => name).toSorted()).toEqual(Object.keys(cases).toSorted())
})

it('passes nothing in a system of which nothing is known', () => {
  const passing = knownFacts.filter(({ read }) => read(factsOf())?.outcome === 'pass')
  expect(passing.map(({ name }) => name)).toEqual([])
})

describe.each(Object.entries(cases))('%s', (name, { none = [], ...expected }) => {
  const fact = findFact(name)
  if (!fact) throw new Error(`${name} is not a fact`)

  it.each(
    Object.entries(expected).flatMap(([outcome, of]) =>
      of.map(([facts, statement]) => ({ outcome, statement, facts })),
    ),
  )('$outcome: $statement', ({ outcome, statement, facts }) => {
    const reading = fact.read(facts)
    expect(reading).toMatchObject({ outcome, statement })
    for (const { href } of reading?.facts ?? []) expect(href ?? '/').toMatch(/^\//)
    if (outcome === 'unknown') expect(reading?.value).toBeUndefined()
  })

  it('does not concern other systems', () => {
    for (const facts of none) expect(fact.read(facts)).toBeNull()
  })
})
