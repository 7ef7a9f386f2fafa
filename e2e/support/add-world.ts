import { encodeSession, sessionCookieName } from '@/app/session-token'
import { insertSession } from '@/lib/auth/session-store'
import { disconnect, inTransaction, prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addOccurrence, addTask } from '@/scripts/testing/task-fixture'
import { createPerson, passphrase } from '@/scripts/testing/test-people'
import { addCapacity } from './add-capacity'
import { addChanges } from './add-changes'
import { addChecklists } from './add-checklists'
import { addControls } from './add-controls'
import { addDrills } from './add-drills'
import { addIncidents } from './add-incidents'
import { addMail } from './add-mail'
import { addReports } from './add-reports'
import { addReviews } from './add-reviews'
import { addVerifications } from './add-verifications'
import { addWalkthroughs } from './add-walkthroughs'
import type { Person, Role } from './people'
import type { World } from './world'

// Runs as a process of its own with the product's environment; the people are there already (add-people.ts).
const people = JSON.parse(process.env.E2E_PEOPLE ?? '{}') as Record<Role, Person>
const now = new Date()

const team = (name: string) => prisma().team.create({ data: { id: newId(), name, createdAt: now } })

async function addOutsider(teamId: string): Promise<Person> {
  const email = 'outsider@example.com'
  const id = await createPerson({ email, role: 'maintainer', teamIds: [teamId] })
  const claims = await inTransaction((tx) =>
    insertSession(tx, { id: newId(), userId: id, ip: '127.0.0.1', userAgent: 'browser test' }),
  )
  return {
    id,
    email,
    password: passphrase,
    cookie: { name: sessionCookieName(), value: await encodeSession(claims) },
  }
}

async function addSystem(teamId: string) {
  const [systemId, targetId, checkId] = [newId(), newId(), newId()]
  await prisma().system.create({
    data: {
      id: systemId,
      name: 'orders-db',
      kind: 'web-service',
      environment: 'production',
      criticality: 'high',
      teamId,
      tags: [],
      createdAt: now,
      targets: {
        create: {
          id: targetId,
          kind: 'url',
          address: 'https://orders.example.com/',
          config: { url: 'https://orders.example.com/' },
          createdAt: now,
        },
      },
    },
  })
  await prisma().check.create({
    data: {
      id: checkId,
      systemId,
      targetId,
      kind: 'http.status',
      name: 'Answers with the expected status',
      config: {},
      intervalSeconds: 60,
      graceSeconds: 300,
      timeoutMs: 10_000,
      failAfter: 2,
      okAfter: 2,
      createdAt: now,
      schedule: { create: { nextDueAt: new Date(now.getTime() + 86_400_000) } },
    },
  })
  return { systemId, targetId, checkId }
}

async function addFinding(systemId: string, checkId: string): Promise<number> {
  const finding = await prisma().finding.create({
    data: {
      id: newId(),
      systemId,
      checkId,
      checkKind: 'http.status',
      fingerprint: newId(),
      origin: 'check',
      kind: 'defect',
      title: 'Answers 500',
      detail: 'Expected 200, got 500.',
      remediation: 'Look at the log of the service.',
      severity: 'high',
      severityReason: 'The check asks for reachability.',
      state: 'open',
      stateSince: now,
      firstSeen: now,
      lastSeen: now,
      slaStart: now,
      due: new Date(now.getTime() + 30 * 86_400_000),
    },
  })
  return finding.number
}

async function addBatch(systemId: string, checkId: string): Promise<string> {
  const id = newId()
  const items = { create: { checkId } }
  await prisma().runBatch.create({ data: { id, systemId, title: 'orders-db', requestedAt: now, items } })
  return id
}

async function addProofs(systemId: string) {
  const [drillId, migrationId, verificationId, alertId] = [newId(), newId(), newId(), newId()]
  const ownRuleKey = 'own.of-tests'
  const proof = { systemId, note: '', recordedAt: now }
  const record = { ...proof, evidenceIds: [], source: 'person' }
  const drill = {
    ...record,
    backupName: 'orders-2026-11-14.dump',
    level: 'queried',
    result: 'pass',
    startedAt: now,
    durationSeconds: 660,
    counts: [{ what: 'orders', expected: 12, found: 12 }],
  }
  // The second makes a picture of how long they took.
  const aMonthBefore = new Date(now.getTime() - 30 * 86_400_000)
  await prisma().drill.createMany({
    data: [
      { id: drillId, ...drill },
      { id: newId(), ...drill, startedAt: aMonthBefore, durationSeconds: 540 },
    ],
  })
  const areas = ['records', 'files', 'volumes', 'dependencies', 'jobs']
  const items = areas.map((area) => ({
    area,
    outcome: 'not-checked',
    expected: null,
    found: null,
    missing: 0,
    detail: '',
  }))
  const verification = { id: verificationId, state: 'open', items, source: 'person', openedAt: now }
  await prisma().migration.create({
    data: {
      id: migrationId,
      ...proof,
      kind: 'migration',
      title: 'PostgreSQL 17 to 18',
      happenedAt: now,
      verifications: { create: { ...verification, evidenceIds: [] } },
    },
  })
  await prisma().alertOutcome.create({
    data: { id: alertId, ...record, rule: 'DiskFull', class: 'wake', firedAt: now, outcome: 'unknown' },
  })
  const source = `key: ${ownRuleKey}
title: A rule of tests
claim: It is there.
proof: Somebody looked.
clears: Look.
severity: low
raised: {any: [{fact: checks.count, operator: '<', value: 0}]}
`
  await prisma().redFlagRule.create({
    data: { key: ownRuleKey, isShipped: false, enabled: true, thresholds: {}, source, updatedAt: now },
  })
  return { drillId, migrationId, verificationId, alertId, ownRuleKey }
}

async function addTrial(requestedBy: string): Promise<string> {
  const id = newId()
  const address = 'https://orders.example.com/'
  const result = {
    status: 'not-reached',
    sentence: '10.8.8.3 is in a private network: allow 10.8.8.0/24 for checks',
    connectMs: null,
    version: null,
    missingGrants: [],
    notes: [],
    fault: 'egress-denied',
    suggestion: '10.8.8.0/24',
    checks: {},
  }
  await prisma().trial.create({
    data: {
      id,
      kind: 'url',
      address,
      config: { url: address },
      requestedBy,
      createdAt: now,
      finishedAt: now,
      result,
    },
  })
  return id
}

async function build(): Promise<World> {
  const [own, other, idle] = [await team('Orders'), await team('Billing'), await team('Idle')]
  await prisma().teamMember.create({ data: { teamId: own.id, userId: people.maintainer.id } })
  const everybody = { ...people, outsider: await addOutsider(other.id) }
  const system = await addSystem(own.id)
  await addChecklists(system.systemId, people.manager.id)
  const taskId = await addTask(now, system.systemId, { title: 'Look through the logs' })
  const allowance = await prisma().egressAllowance.create({
    data: {
      id: newId(),
      cidr: '10.7.7.0/24',
      purpose: 'check',
      reason: 'tests',
      createdById: people.admin.id,
      createdAt: now,
    },
  })
  const trials = await Promise.all(
    Object.entries(everybody).map(async ([caller, person]) => [caller, await addTrial(person.id)] as const),
  )
  return {
    people: everybody,
    teamId: own.id,
    idleTeamId: idle.id,
    idlePersonId: await createPerson({ email: 'idle@example.com', role: 'viewer' }),
    ...system,
    findingNumber: await addFinding(system.systemId, system.checkId),
    batchId: await addBatch(system.systemId, system.checkId),
    taskId,
    occurrenceId: await addOccurrence(now, taskId, -2),
    allowanceId: allowance.id,
    ...(await addProofs(system.systemId)),
    ...(await addDrills(system.systemId, people.maintainer.id, now)),
    ...(await addIncidents({ ...system, recordedById: people.maintainer.id }, now)),
    ...(await addVerifications(system.systemId, people.maintainer.id, now)),
    ...(await addCapacity({ systemId: system.systemId, targetId: system.targetId }, now)),
    ...(await addChanges(system, people.maintainer.id, now)),
    ...(await addControls(system.systemId, people.maintainer.id, now)),
    ...(await addReviews({ systemId: system.systemId, teamId: own.id, leaderId: people.maintainer.id }, now)),
    ...(await addReports(people.manager.id, now)),
    ...(await addMail(everybody, now)),
    ...(await addWalkthroughs(system.systemId, everybody, now)),
    trials: Object.fromEntries(trials) as World['trials'],
  }
}

process.send?.(await build())
await disconnect()
process.disconnect?.()
