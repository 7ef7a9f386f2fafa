import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, sql } from '@/lib/db/database'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { appendAudit, listAudit, verifyAuditChain } from './store'

let database: TestDatabase
const ada = { id: '019a0000-0000-7000-8000-000000000001', email: 'ada@example.com', ip: '198.51.100.7' }

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const append = (entityId: string, after?: unknown) =>
  inTransaction((tx) =>
    appendAudit(tx, {
      actor: ada,
      action: 'system.edit',
      entity: 'system',
      entityId,
      before: { name: 'a' },
      after,
    }),
  )

/** Changes what the triggers protect, as somebody with the run of the server could. */
async function tamper(statement: string): Promise<void> {
  await sql().query('alter table audit_entry disable trigger all')
  await sql().query(statement)
  await sql().query('alter table audit_entry enable trigger all')
}

describe('the audit log', () => {
  it('keeps who, what, before, after, from where and when', async () => {
    await append('one', { name: 'b' })
    const [entry] = await listAudit({ beforeId: null, limit: 1 })
    expect(entry).toMatchObject({
      actorId: ada.id,
      actorLabel: 'ada@example.com',
      action: 'system.edit',
      entity: 'system',
      entityId: 'one',
      before: { name: 'a' },
      after: { name: 'b' },
      ip: '198.51.100.7',
    })
    expect(entry?.at).toBeInstanceOf(Date)
  })

  it('stores no secret, however it is passed', async () => {
    await append('two', {
      password: 'canary-1',
      dsn: 'postgres://u:canary-2@db/x',
      address: 'see postgres://monitor:canary-3@db.example.com/orders for it',
      note: 'host=db password=canary-4 user=u',
      nested: [{ apiKey: 'canary-5', secretSetAt: '2026-11-23', passwordHash: 'canary-6' }],
    })
    const [entry] = await listAudit({ beforeId: null, limit: 1 })
    expect(JSON.stringify(entry)).not.toContain('canary')
    expect(entry?.after).toMatchObject({
      address: 'see postgres://monitor:[masked]@db.example.com/orders for it',
      nested: [{ secretSetAt: '2026-11-23' }],
    })
  })

  it('is one chain under twenty writers at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(`parallel-${i}`, { i })))
    expect(await verifyAuditChain()).toMatchObject({ intact: true, entries: 22, brokenAt: null })
  })

  it('reads back what it hashed, also for awkward values', async () => {
    await append('awkward', {
      ü: 'ß\u0000\ud800',
      numbers: [1e21, 0.1, -0, Number.MAX_VALUE],
      at: new Date(0),
      none: undefined,
      b: 1,
      a: [],
    })
    expect(await verifyAuditChain()).toMatchObject({ intact: true })
  })

  it('has no entry for a change that was rolled back', async () => {
    const before = (await verifyAuditChain()).entries
    await expect(
      inTransaction(async (tx) => {
        await appendAudit(tx, {
          actor: { label: 'setup' },
          action: 'setup.issue',
          entity: 'x',
          entityId: '1',
        })
        throw new Error('after all, no')
      }),
    ).rejects.toThrow('after all, no')
    expect((await verifyAuditChain()).entries).toBe(before)
  })

  it.each(['update audit_entry set action = action', 'delete from audit_entry', 'truncate audit_entry'])(
    'refuses: %s',
    async (statement) => {
      await expect(sql().query(statement)).rejects.toThrow(/append-only/)
    },
  )

  it('notices a changed entry', async () => {
    await tamper(`update audit_entry set actor_label = 'nobody' where entity_id = 'parallel-7'`)
    const broken = await verifyAuditChain()
    expect(broken.intact).toBe(false)
    const { rows } = await sql().query<{ id: number }>(
      `select id from audit_entry where entity_id = 'parallel-7'`,
    )
    expect(broken.brokenAt).toBe(rows[0]?.id)
    await tamper(`update audit_entry set actor_label = 'ada@example.com' where entity_id = 'parallel-7'`)
    expect((await verifyAuditChain()).intact).toBe(true)
  })

  it('notices a missing entry', async () => {
    await tamper(`delete from audit_entry where entity_id = 'parallel-3'`)
    expect((await verifyAuditChain()).intact).toBe(false)
  })
})
