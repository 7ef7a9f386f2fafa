import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { archive, editSystem, getSystemForm } from './changes'
import { type SystemEdit, systemEdit } from './edit-schema'

let database: TestDatabase
let system: TestSystem
let people: Cast['people']
let team: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase()
  ;({ team, other, people } = await createCast())
})
afterAll(() => database.drop())
beforeEach(async () => {
  system = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    { kind: 'host.disk_free' },
  ])
  await sql().query('update system set team_id = $2 where id = $1', [system.systemId, team])
})

const typed = (change: Record<string, string> = {}): SystemEdit =>
  systemEdit.parse({
    name: `orders ${system.systemId}`,
    kind: 'database',
    environment: 'staging',
    criticality: 'critical',
    ownerId: people.maintainer.id,
    backupOwnerId: '',
    teamId: team,
    runbookUrl: '',
    timeZone: 'Europe/Berlin',
    rpoMinutes: '60',
    rtoMinutes: '',
    reviewCadenceDays: '90',
    tags: 'Orders, payment , orders,,',
    maintenanceWindow: '',
    description: '',
    ...change,
  })
const stored = async () =>
  (await sql().query('select * from system where id = $1', [system.systemId])).rows[0]
const audits = async (action: string) =>
  (
    await sql().query('select before, after from audit_entry where action = $1 and entity_id = $2', [
      action,
      system.systemId,
    ])
  ).rows

describe('what a person may type', () => {
  it('becomes facts: empty is nothing, tags are set apart', () => {
    expect(typed()).toMatchObject({
      backupOwnerId: null,
      runbookUrl: null,
      rpoMinutes: 60,
      rtoMinutes: null,
      tags: ['orders', 'payment'],
      maintenanceWindow: null,
    })
  })

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['kind', 'toaster'],
    ['ownerId', ''],
    ['runbookUrl', 'javascript:alert(1)'],
    ['runbookUrl', 'wiki/orders'],
    ['timeZone', 'Mars/Olympus'],
    ['rpoMinutes', '-1'],
    ['rpoMinutes', '1.5'],
    ['rpoMinutes', 'one'],
    ['tags', Array.from({ length: 30 }, (_, index) => `tag${index}`).join(',')],
    ['criticality', 'very'],
    ['maintenanceWindow', 'Sunday nights'],
    ['maintenanceWindow', 'daily 02:00-26:00'],
  ])('%s: %j is refused', (field, value) => {
    expect(() => typed({ [field]: value })).toThrow()
  })
})

it.each(['', '6', '731', '30.5', 'quarterly'])('%j days between reviews: says what is right', (value) => {
  expect(() => typed({ reviewCadenceDays: value })).toThrow('Write whole days from 7 to 730, e.g. 90')
})

describe('editing a system', () => {
  it('changes its facts, tells the workers, and writes down before and after', async () => {
    await editSystem(
      people.maintainer,
      system.systemId,
      typed({ runbookUrl: 'https://wiki.example.com/orders', reviewCadenceDays: '30' }),
    )
    expect(await stored()).toMatchObject({
      review_cadence_days: 30,
      environment: 'staging',
      criticality: 'critical',
      owner_id: people.maintainer.id,
      tags: ['orders', 'payment'],
    })
    expect(
      (await sql().query('select revision from "check" where system_id = $1', [system.systemId])).rows,
    ).toEqual([{ revision: 2 }])
    expect(await audits('system.edit')).toEqual([
      expect.objectContaining({
        before: expect.objectContaining({ environment: 'production', reviewCadenceDays: 90 }),
        after: expect.objectContaining({ environment: 'staging', reviewCadenceDays: 30 }),
      }),
    ])
  })

  it('wants a name of its own, people who can sign in, two of them, and a team that exists', async () => {
    const taken = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [])
    for (const [change, field] of [
      [{ name: `system ${taken.systemId}` }, 'name'],
      [{ ownerId: newId() }, 'ownerId'],
      [{ backupOwnerId: newId() }, 'backupOwnerId'],
      [{ backupOwnerId: people.maintainer.id }, 'backupOwnerId'],
      [{ teamId: newId() }, 'teamId'],
    ] as const) {
      await expect(editSystem(people.manager, system.systemId, typed(change))).rejects.toMatchObject({
        fields: { [field]: expect.any(String) },
      })
    }
    expect(await audits('system.edit')).toEqual([])
  })

  it('gives it to another team only by those who work there, too', async () => {
    await expect(
      editSystem(people.maintainer, system.systemId, typed({ teamId: other })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await editSystem(people.manager, system.systemId, typed({ teamId: other }))
    await expect(
      editSystem(people.maintainer, system.systemId, typed({ teamId: other })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('shows no secret, only when it was set', async () => {
    await sql().query(
      `update target set secret = 'v1.sealed', secret_set_at = app_now() where system_id = $1`,
      [system.systemId],
    )
    const form = await getSystemForm(people.maintainer, system.systemId)
    expect(form.targets[0]?.secretSetAt).not.toBeNull()
    expect(JSON.stringify(form)).not.toContain('sealed')
  })

  it.each(['viewer', 'outsider'] as const)('is not for a %s', async (role) => {
    await expect(getSystemForm(people[role], system.systemId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(editSystem(people[role], system.systemId, typed())).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(archive(people[role], system.systemId, `system ${system.systemId}`)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it.each(['', 'x', '019a0000-0000-7000-8000-00000000dead'])('there is no system %j', async (id) => {
    await expect(getSystemForm(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(editSystem(people.admin, id, typed())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(archive(people.admin, id, 'x')).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('the system that is the installation itself', () => {
  it('is renamed and given away by admins only', async () => {
    await sql().query('update system set is_self = true where id = $1', [system.systemId])
    for (const role of ['viewer', 'maintainer', 'manager'] as const) {
      await expect(getSystemForm(people[role], system.systemId)).rejects.toThrow(/Only an administrator/)
      for (const change of [{ name: 'Mine' }, { teamId: '' }] as Record<string, string>[])
        await expect(editSystem(people[role], system.systemId, typed(change))).rejects.toMatchObject({
          kind: 'forbidden',
        })
    }
    expect(await audits('system.edit')).toEqual([])
    await editSystem(people.admin, system.systemId, typed({ teamId: '' }))
    expect(await stored()).toMatchObject({ team_id: null })
    await sql().query('update system set is_self = false')
  })
})

describe('archiving a system', () => {
  it('and editing one are each one transaction with their audit row', async () => {
    const edited = await audited('system.edit', () =>
      editSystem(people.maintainer, system.systemId, typed({ description: 'all orders' })),
    )
    expect(edited.row).toMatchObject({
      entity_id: system.systemId,
      before: { description: '' },
      after: { description: 'all orders' },
    })
    const { name } = typed()
    const gone = await audited('system.archive', () => archive(people.maintainer, system.systemId, name))
    expect(gone.row).toMatchObject({ entity_id: system.systemId, actor_label: 'mia@example.com' })
  })

  it('wants its name, stops its checks, and keeps the rest', async () => {
    await expect(archive(people.maintainer, system.systemId, 'something else')).rejects.toMatchObject({
      fields: { typedName: expect.any(String) },
    })
    await archive(people.maintainer, system.systemId, ` system ${system.systemId} `)
    expect((await stored())?.archived_at).not.toBeNull()
    expect(
      (await sql().query('select 1 from check_schedule where check_id = any($1)', [system.checkIds]))
        .rowCount,
    ).toBe(0)
    expect(
      (await sql().query('select 1 from "check" where system_id = $1', [system.systemId])).rowCount,
    ).toBe(1)
    expect(await audits('system.archive')).toHaveLength(1)
    await expect(editSystem(people.admin, system.systemId, typed())).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('never takes the installation out of its own sight', async () => {
    await sql().query('update system set is_self = true where id = $1', [system.systemId])
    await expect(archive(people.admin, system.systemId, `system ${system.systemId}`)).rejects.toMatchObject({
      kind: 'conflict',
    })
    await sql().query('update system set is_self = false')
  })
})
