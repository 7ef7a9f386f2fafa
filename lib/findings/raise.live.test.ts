import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { inSqlTransaction, inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { actOnFinding } from './act'
import {
  clearFinding,
  clearFindings,
  type Fault,
  faultFingerprint,
  raiseFinding,
  raiseFindings,
} from './raise-finding'
import { getFinding } from './service'

const start = new Date('2026-11-23T12:00:00Z')
const day = 86_400_000
const inDays = (days: number) => new Date(start.getTime() + days * day)
const date = (days: number) => inDays(days).toISOString().slice(0, 10)

let database: TestDatabase
let system: { id: string }
let owner: Viewer
let manager: Viewer

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  owner = await viewerFor(await createPerson({ email: 'olga@example.com', role: 'maintainer' }))
  manager = await viewerFor(await createPerson({ email: 'max@example.com', role: 'manager' }))
  system = await addSystem(start, 'orders', { ownerId: owner.id })
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('finding')
  await database.setNow(start)
})

const fault = (over: Partial<Fault> = {}): Fault => ({
  systemId: system.id,
  origin: 'red-flag',
  kind: 'red-flag',
  fingerprintKind: 'red-flag:unproven-backup',
  resource: '',
  title: 'Backups were never proved by a restore',
  detail: 'No restore drill within 90 days.',
  remediation: 'Restore the latest backup, query it, and record the drill.',
  severity: 'high',
  severityReason: 'Declared by the rule.',
  ...over,
})
const raise = (over: Partial<Fault> = {}) => inTransaction((tx) => raiseFinding(tx, fault(over)))
const clear = (comment = 'Restored on 14 Nov, level queried.') =>
  inTransaction((tx) => clearFinding(tx, { ...fault(), comment }))
const read = (number: number) => getFinding(owner, number)

describe('raising', () => {
  it('opens a finding that belongs to the owner of the system and has the date of its severity', async () => {
    const { number, isNew, state } = await raise({ evidence: { rule: 'unproven-backup', days: 120 } })
    expect({ isNew, state }).toEqual({ isNew: true, state: 'open' })
    const finding = await read(number)
    expect(finding).toMatchObject({
      origin: 'red-flag',
      kind: 'red-flag',
      ownerName: 'olga',
      severity: 'high',
      due: inDays(30).toISOString(),
      firstSeen: start.toISOString(),
      check: null,
    })
    expect(finding.events).toMatchObject([{ type: 'opened', to: 'open', actor: 'worker' }])
    const { rows } = await sql().query<{ evidence: unknown }>('select evidence from finding_event')
    expect(rows).toEqual([{ evidence: { rule: 'unproven-backup', days: 120 } }])
  })

  it('takes the owner, the date and the name of who raised it', async () => {
    const due = inDays(5)
    const actor = { id: manager.id, label: manager.email }
    const { number } = await raise({ ownerId: manager.id, due, actor, controlKey: 'backup.restore-tested' })
    const finding = await read(number)
    expect(finding).toMatchObject({ ownerName: 'max', due: due.toISOString() })
    expect(finding.events[0]?.actor).toBe('max')
  })

  it('twice is one finding, which is only refreshed; the number does not jump', async () => {
    const first = await raise()
    await database.setNow(inDays(1))
    const second = await raise({
      title: 'Never restored',
      detail: 'No restore drill within 91 days.',
      remediation: 'Restore it.',
      severity: 'medium',
      due: inDays(2),
    })
    expect(second).toEqual({ ...first, isNew: false })
    const finding = await read(first.number)
    expect(finding).toMatchObject({
      detail: 'No restore drill within 91 days.',
      remediation: 'Restore it.',
      severity: 'high',
      due: inDays(30).toISOString(),
      lastSeen: inDays(1).toISOString(),
    })
    expect(finding.events).toHaveLength(1)
    expect((await raise({ resource: 'other' })).number).toBe(first.number + 1)
  })

  it('worse than before raises the severity, and says so', async () => {
    const { number } = await raise({ severity: 'medium' })
    await raise({ severity: 'critical', severityReason: 'The system is critical now.' })
    const finding = await read(number)
    expect(finding).toMatchObject({ severity: 'critical', severityReason: 'The system is critical now.' })
    expect(finding.events[0]).toMatchObject({ type: 'severity', before: { severity: 'medium' } })
  })

  it('gives an owner to a finding that had none, and leaves a chosen one', async () => {
    const { number } = await raise()
    await actOnFinding(manager, number, { do: 'owner', ownerId: null })
    await raise({ ownerId: manager.id })
    expect((await read(number)).ownerName).toBe('max')
    await raise({ ownerId: owner.id })
    expect((await read(number)).ownerName).toBe('max')
  })

  it('takes back a claim of resolution', async () => {
    const { number } = await raise()
    await resolve(number)
    await raise()
    const finding = await read(number)
    expect(finding).toMatchObject({ state: 'in-progress', resolvedAt: null })
    expect(finding.events[0]).toMatchObject({ type: 'proof-failed', from: 'resolved', to: 'in-progress' })
  })

  it('leaves an accepted risk accepted', async () => {
    const { number } = await raise()
    await accept(number)
    expect((await raise()).state).toBe('accepted')
  })

  it('reopens what was verified: the clock resumes within 30 days, and starts anew after', async () => {
    const { number } = await raise()
    await database.setNow(inDays(2))
    await clear()
    await database.setNow(inDays(12))
    expect(await raise()).toMatchObject({ number, isNew: false, state: 'open' })
    expect(await read(number)).toMatchObject({
      reopenCount: 1,
      due: inDays(40).toISOString(),
      verifiedAt: null,
    })
    await clear()
    await database.setNow(inDays(50))
    await raise({ due: inDays(55) })
    expect(await read(number)).toMatchObject({
      reopenCount: 2,
      slaStart: inDays(50).toISOString(),
      due: inDays(55).toISOString(),
    })
  })

  it('leaves a false positive alone until its date', async () => {
    const { number } = await raise()
    await actOnFinding(owner, number, { do: 'dismiss', reason: 'throw-away data', reviewOn: date(90) })
    expect(await raise()).toMatchObject({ number, state: 'false-positive' })
    await database.setNow(inDays(92))
    expect(await raise()).toMatchObject({ number, state: 'open' })
  })

  it('of a duplicate answers with its master, and reopens that one', async () => {
    const master = await raise({ resource: 'master' })
    const { number } = await raise()
    await actOnFinding(owner, number, { do: 'merge', reason: 'same', duplicateOf: `F-${master.number}` })
    expect(await raise()).toMatchObject({ number: master.number, state: 'open', isNew: false })
    await inTransaction((tx) => clearFinding(tx, { ...fault({ resource: 'master' }), comment: 'restored' }))
    expect(await raise()).toMatchObject({ number: master.number, state: 'open', isNew: false })
    expect(await read(number)).toMatchObject({ state: 'duplicate' })
  })

  it('many at once keeps their order, inside a plain transaction too', async () => {
    const known = await raise({ resource: 'b' })
    const raised = await inSqlTransaction((on) =>
      raiseFindings(
        on,
        ['a', 'b', 'c'].map((resource) => fault({ resource })),
      ),
    )
    expect(raised.map(({ isNew }) => isNew)).toEqual([true, false, true])
    expect(raised[1]?.number).toBe(known.number)
    for (const [index, resource] of ['a', 'b', 'c'].entries()) {
      const { rows } = await sql().query<{ number: number }>(
        'select number from finding where resource = $1',
        [resource],
      )
      expect(raised[index]?.number).toBe(rows[0]?.number)
    }
    expect(await inTransaction((tx) => raiseFindings(tx, []))).toEqual([])
  })

  it('by two at the same time opens one', async () => {
    const raised = await Promise.all(Array.from({ length: 6 }, () => raise()))
    expect(new Set(raised.map(({ number }) => number)).size).toBe(1)
    expect(raised.filter(({ isNew }) => isNew)).toHaveLength(1)
    const { rows } = await sql().query('select 1 from finding_event')
    expect(rows).toHaveLength(1)
  })

  it('is undone with the transaction', async () => {
    const work = inTransaction(async (tx) => {
      await raiseFinding(tx, fault())
      throw new Error('later')
    })
    await expect(work).rejects.toThrow('later')
    expect((await sql().query('select 1 from finding')).rows).toEqual([])
  })
})

describe('clearing', () => {
  it.each(['open', 'triaged', 'in-progress', 'resolved', 'accepted'] as const)(
    'verifies what is %s',
    async (state) => {
      const { number } = await raise()
      await bring(number, state)
      expect(await clear()).toMatchObject({ number })
      const finding = await read(number)
      expect(finding).toMatchObject({
        state: 'verified',
        verifiedAt: start.toISOString(),
        resolvedWithinSla: true,
      })
      expect(finding.events[0]).toMatchObject({
        type: 'proof-recorded',
        from: state,
        to: 'verified',
        comment: 'Restored on 14 Nov, level queried.',
      })
    },
  )

  it('ends the acceptance: there is no risk left to accept', async () => {
    const { number } = await raise()
    await accept(number)
    await clear()
    expect((await read(number)).acceptances[0]).toMatchObject({ endReason: 'what raised it is gone' })
    await database.setNow(inDays(200))
    expect((await read(number)).state).toBe('verified')
  })

  it('changes nothing that has ended, or that was never raised', async () => {
    expect(await clear()).toBeNull()
    const { number } = await raise()
    await clear()
    expect(await clear()).toBeNull()
    expect((await read(number)).events).toHaveLength(2)
  })

  it('takes a fingerprint as well, and many at once', async () => {
    await raise({ resource: 'a' })
    await raise({ resource: 'b' })
    const ended = await inSqlTransaction((on) =>
      clearFindings(on, [
        {
          fingerprint: faultFingerprint(fault({ resource: 'a' })),
          comment: 'gone',
          actor: { id: owner.id, label: owner.email },
        },
        { ...fault({ resource: 'b' }), comment: 'gone' },
        { ...fault({ resource: 'never' }), comment: 'gone' },
      ]),
    )
    expect(ended).toHaveLength(2)
    const { rows } = await sql().query('select 1 from finding_event where type = $1 and actor_id = $2', [
      'proof-recorded',
      owner.id,
    ])
    expect(rows).toHaveLength(2)
  })
})

async function resolve(number: number): Promise<void> {
  await actOnFinding(owner, number, {
    do: 'triage',
    severity: 'high',
    ownerId: owner.id,
    due: date(20),
    comment: '',
  })
  await actOnFinding(owner, number, { do: 'start' })
  await actOnFinding(owner, number, { do: 'resolve', note: 'restored by hand' })
}

async function accept(number: number): Promise<void> {
  await actOnFinding(owner, number, {
    do: 'request-acceptance',
    decision: 'accept',
    rationale: 'it is retired soon',
    until: date(60),
    compensatingCheckId: null,
  })
  const [pending] = (await read(number)).acceptances
  await actOnFinding(manager, number, { do: 'approve-acceptance', acceptanceId: pending?.id ?? newId() })
}

async function bring(number: number, state: string): Promise<void> {
  if (state === 'accepted') return accept(number)
  if (state === 'resolved') return resolve(number)
  if (state === 'open') return
  await actOnFinding(owner, number, {
    do: 'triage',
    severity: 'high',
    ownerId: owner.id,
    due: date(20),
    comment: '',
  })
  if (state === 'in-progress') await actOnFinding(owner, number, { do: 'start' })
}
