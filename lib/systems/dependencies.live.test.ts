import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { getDependencies } from '@/lib/overview/dependencies'
import { audited } from '@/scripts/testing/audited'
import { addCheck, addSystem, addWorker } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { addDependency, getDependencyForm, removeDependency } from './dependencies'
import { dependencyLimit } from './dependency-store'

const now = new Date('2026-11-23T12:00:00Z')

let database: TestDatabase
let cast: Cast
let shop: string
let store: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  await addWorker(now)
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('system')
  shop = (await addSystem(now, 'shop')).id
  const added = await addSystem(now, 'store')
  store = added.id
  await sql().query('update system set team_id = $1', [cast.team])
  await addCheck(now, added, { state: 'fail' })
  await addCheck(now, added, { state: 'ok' })
})

const add = (
  systemId = shop,
  dependsOnId = store,
  purpose = 'keeps its orders',
  viewer = cast.people.maintainer,
) => addDependency(viewer, { systemId, dependsOnId, purpose })

describe('what a system needs', () => {
  it('is noted with its purpose, and shown on both sides with its state', async () => {
    const { row } = await audited('system.add-dependency', () => add())
    expect(row).toMatchObject({
      entity: 'system',
      entity_id: shop,
      after: { dependsOn: store, name: 'store', purpose: 'keeps its orders' },
    })
    const { needs, neededBy, circle } = await getDependencies(cast.people.viewer, shop)
    expect(needs).toEqual([
      {
        id: store,
        name: 'store',
        purpose: 'keeps its orders',
        counts: expect.objectContaining({ checks: 2, fail: 1, ok: 1 }),
      },
    ])
    expect(neededBy).toEqual([])
    expect(circle).toBeNull()
    const other = await getDependencies(cast.people.viewer, store)
    expect(other.neededBy).toMatchObject([{ id: shop, purpose: 'keeps its orders', counts: { checks: 0 } }])
    expect(other.needs).toEqual([])
  })

  it('is taken out again', async () => {
    await add()
    const { row } = await audited('system.remove-dependency', () =>
      removeDependency(cast.people.maintainer, shop, store),
    )
    expect(row).toMatchObject({ entity_id: shop, before: { dependsOn: store, purpose: 'keeps its orders' } })
    expect((await getDependencies(cast.people.viewer, shop)).needs).toEqual([])
    await expect(removeDependency(cast.people.maintainer, shop, store)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('may be a circle, which is shown from each of its members', async () => {
    const bank = (await addSystem(now, 'bank')).id
    await add(shop, store)
    await add(store, bank, 'pays there', cast.people.manager)
    expect((await getDependencies(cast.people.viewer, shop)).circle).toBeNull()
    await add(bank, shop, 'looks up orders', cast.people.manager)
    expect((await getDependencies(cast.people.viewer, shop)).circle).toEqual(['store', 'bank'])
    expect((await getDependencies(cast.people.viewer, bank)).circle).toEqual(['shop', 'store'])
  })

  it('leaves out what is archived', async () => {
    await add()
    await sql().query('update system set archived_at = $1 where id = $2', [now, store])
    expect((await getDependencies(cast.people.viewer, shop)).needs).toEqual([])
    expect((await getDependencyForm(cast.people.maintainer, shop)).needs).toEqual([])
  })

  it('offers every other system that is not there yet', async () => {
    await addSystem(now, 'bank')
    await addSystem(now, 'gone', { archived: true })
    await add()
    const form = await getDependencyForm(cast.people.maintainer, shop)
    expect(form.needs).toEqual([{ id: store, name: 'store', purpose: 'keeps its orders' }])
    expect(form.others.map(({ name }) => name)).toEqual(['bank'])
  })
})

describe('it is refused', () => {
  it('that a system needs itself', () =>
    expect(add(shop, shop)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { dependsOnId: expect.any(String) },
    }))

  it('twice', async () => {
    await add()
    await expect(add(shop, store, 'again')).rejects.toMatchObject({ kind: 'conflict' })
  })

  it.each(['viewer', 'outsider'] as const)('to a %s', async (role) => {
    await expect(add(shop, store, 'keeps', cast.people[role])).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(removeDependency(cast.people[role], shop, store)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(getDependencyForm(cast.people[role], shop)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('for systems that are not there', async () => {
    await expect(add(newId())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(add('no id')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(add(shop, newId())).rejects.toMatchObject({ kind: 'invalid' })
    const gone = await addSystem(now, 'gone', { archived: true })
    await expect(add(shop, gone.id)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('beyond what anybody keeps right', async () => {
    for (let index = 0; index < dependencyLimit; index++) {
      const { id } = await addSystem(now, `many ${index}`)
      await sql().query(`insert into system_dependency values ($1, $2, 'much', $3)`, [shop, id, now])
    }
    await expect(add()).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('50') })
  })
})
