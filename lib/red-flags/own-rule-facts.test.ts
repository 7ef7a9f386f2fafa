import { expect, it } from 'vitest'
import {
  alertFact,
  checkFact,
  daysAgo,
  diskSeries,
  drillFact,
  factsOf,
  findingFact,
  migrationFact,
  occurrenceFact,
  taskFact,
} from '@/scripts/testing/facts-fixture'
import { ownFacts } from './own-rule-facts'

// One system of which everything is known, with as much of it inside as outside of what each fact counts.

const missed = (began: number) => occurrenceFact(began, { state: 'pending', finishedAt: null, onTime: null })
const verification = { id: 'v', openedAt: daysAgo(2), closedAt: null, missing: 0 }
const facts = factsOf({
  system: { backupOwner: { id: 'dario', name: 'Dario' }, editedAt: daysAgo(30) },
  targets: [{ id: 'target', kind: 'tcp', address: 'orders.example.com:5672' }] as never,
  checks: (['ok', 'ok', 'fail', 'warn', 'warn', 'warn', 'unknown', 'never', 'paused'] as const).map((state) =>
    checkFact({ state }),
  ),
  findings: [
    findingFact({ severity: 'critical', due: daysAgo(1), ownerId: 'olga' }),
    findingFact({ state: 'triaged', due: daysAgo(1) }),
    findingFact({ state: 'accepted', due: daysAgo(1) }),
    findingFact({ state: 'resolved', due: daysAgo(1), ownerId: 'olga' }),
    findingFact({ state: 'verified', severity: 'critical', due: daysAgo(1) }),
  ],
  tasks: [
    taskFact({ occurrences: [missed(7), missed(14), occurrenceFact(21), missed(28)] }),
    taskFact({
      occurrences: [
        missed(0),
        occurrenceFact(7, { onTime: false, snoozeCount: 2 }),
        occurrenceFact(14, { state: 'skipped', onTime: null }),
        occurrenceFact(98, { state: 'skipped', snoozeCount: 5, onTime: null }),
      ],
    }),
  ],
  drills: [drillFact({ level: 'listed', startedAt: daysAgo(1), durationSeconds: 5 }), drillFact()],
  migrations: [
    migrationFact(),
    migrationFact({ verifications: [{ ...verification, state: 'open' }] as never }),
    migrationFact({ verifications: [{ ...verification, state: 'closed' }] as never }),
  ],
  alerts: [
    alertFact(),
    alertFact({ outcome: 'needed-nothing' }),
    alertFact({ outcome: 'needed-nothing', firedAt: daysAgo(29) }),
    alertFact({ outcome: 'unknown' }),
    alertFact({ firedAt: daysAgo(28) }),
  ],
  disks: [diskSeries([99, 40]), diskSeries([10, 71]), diskSeries([500], { unit: 'GB' })],
  dependencies: [{ id: 'a', name: 'a' }] as never,
  dependents: [
    { id: 'b', name: 'b' },
    { id: 'c', name: 'c' },
  ] as never,
  reviewedAt: daysAgo(91),
})

const expected: Readonly<Record<string, number>> = {
  'checks.count': 9,
  'checks.failing.count': 1,
  'checks.warning.count': 3,
  'checks.unknown.count': 2,
  'checks.paused.count': 1,
  'findings.open.count': 4,
  'findings.critical.count': 1,
  'findings.overdue.count': 2,
  'findings.unowned.count': 1,
  'findings.accepted.count': 1,
  'tasks.count': 2,
  // What was missed before the last one that was done is made good; one of today is not late yet.
  'tasks.overdue.count': 2,
  'tasks.skipped.count': 1,
  'tasks.snoozed.count': 2,
  'tasks.on-time.percent': 50,
  'drills.count': 2,
  'drills.proven.days': 9,
  'drills.proven.minutes': 11,
  'drills.proven.loss-minutes': 60,
  'migrations.count': 3,
  'migrations.unverified.count': 2,
  'alerts.fired.count': 4,
  'alerts.needed-nothing.percent': 25,
  'disks.fullest.percent': 71,
  'owners.count': 2,
  'targets.count': 1,
  'dependencies.count': 1,
  'dependents.count': 2,
  'review.days': 91,
  'edited.days': 30,
  'age.days': 10,
}

it.each(Object.entries(ownFacts))('%s counts what it says', (key, fact) => {
  expect(fact.read(facts)).toBe(expected[key])
})

it('does not count archived tasks as planned, but what they left overdue', () => {
  const archived = taskFact({ archivedAt: daysAgo(1), occurrences: [missed(7)] })
  const known = factsOf({ tasks: [archived, taskFact()] })
  expect(ownFacts['tasks.count']?.read(known)).toBe(1)
  expect(ownFacts['tasks.overdue.count']?.read(known)).toBe(1)
})
