import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { acknowledgeChange, announceChange, withdrawAnnouncement } from './act'
import { followObservations, type ObservedRun } from './follow-observations'
import { getAnnouncementForm } from './form-service'
import { changeFilter } from './schema'
import { getSystemChanges, listChanges } from './service'
import { changeMarks, changesAsOf } from './store'

let database: TestDatabase
let system: TestSystem
let maya: Viewer
let viktor: Viewer

const start = new Date('2026-11-23T10:00:00Z')
const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const all = changeFilter.parse({ view: 'all' })
const open = changeFilter.parse({})

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())
beforeEach(async () => {
  await emptyTables('system', 'app_user', 'worker', 'audit_entry')
  await database.setNow(start)
  maya = await viewerFor(await createPerson({ email: 'maya@example.com', role: 'manager' }))
  viktor = await viewerFor(await createPerson({ email: 'viktor@example.com', role: 'viewer' }))
  system = await addTestSystem({ kind: 'postgres', address: 'db:5432/shop', config: {} }, [
    { kind: 'pg.settings_drift' },
  ])
})

/** One run that saw these settings. */
async function see(setting: Record<string, string>, at: Date, more: Partial<ObservedRun> = {}) {
  await database.setNow(at)
  const run = {
    checkId: system.checkIds[0] ?? '',
    systemId: system.systemId,
    place: 'db:5432/shop',
    question: 'settings',
    at,
    observations: { setting },
    remembered: undefined,
    ...more,
  }
  return inSqlTransaction((on) => followObservations(on, [run]))
}

const announcement = (from: number, to: number) => ({
  kind: 'configuration' as const,
  title: 'More connections',
  url: 'https://tickets.example.com/4711',
  startsAt: minutes(from).toISOString().slice(0, 16),
  endsAt: minutes(to).toISOString().slice(0, 16),
})

const ofSystem = async (filter = all) =>
  getSystemChanges(maya, { id: system.systemId, teamId: null, archivedAt: null }, filter)

describe('a list of changes', () => {
  it('says what is watched, and never "no change" of what is not', async () => {
    expect(await listChanges(viktor, open)).toMatchObject({
      headline: 'Nothing is watched for changes yet',
      groups: [],
    })
    await see({ max_connections: '100' }, minutes(0))
    const page = await ofSystem()
    expect(page.headline).toMatch(/^No change waits/)
    expect(page.watched).toMatchObject([
      { subject: 'setting', keys: 1, unreadableSince: null, place: 'db:5432/shop' },
    ])
  })

  it('keeps together what one look found, with values before and after', async () => {
    await see({ a: '1', b: '2', c: '3' }, minutes(0))
    await see({ a: '1', b: '3', d: '4' }, minutes(60))
    const { groups, counts, headline } = await listChanges(viktor, open)
    expect(headline).toBe('3 unexpected changes on one system wait for an explanation')
    expect(counts).toMatchObject({ open: 3, openSystems: 1, unexpected: 3, expected: 0, all: 3 })
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({
      subject: 'setting',
      count: 3,
      at: minutes(60).toISOString(),
      lastSeenBefore: minutes(0).toISOString(),
      mayHandle: false,
      items: [
        { key: 'b', kind: 'changed', before: '2', after: '3' },
        { key: 'c', kind: 'removed', before: '3', after: null },
        { key: 'd', kind: 'added', before: null, after: '4' },
      ],
    })
    expect((await listChanges(viktor, changeFilter.parse({ q: 'nothing like it' }))).groups).toEqual([])
    expect((await listChanges(viktor, changeFilter.parse({ subject: 'role' }))).groups).toEqual([])
    expect((await listChanges(viktor, changeFilter.parse({ q: 'B' }))).groups).toHaveLength(1)
  })

  it('shows some of a flood, and all of it alone', async () => {
    await see({}, minutes(0))
    await see(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`s${index}`, '1'])), minutes(60))
    const [group] = (await listChanges(maya, open)).groups
    expect(group?.count).toBe(300)
    expect(group?.items).toHaveLength(6)
    const alone = await listChanges(maya, changeFilter.parse({ change: group?.id }))
    expect(alone.groups[0]?.items).toHaveLength(300)
  })
})

describe('a look that sees the same', () => {
  it('costs nothing while the worker remembers, one statement when it does not', async () => {
    const remember = (await see({ a: '1' }, minutes(0))).get(system.checkIds[0] ?? '')
    const asked: string[] = []
    const counting = (on: Parameters<typeof followObservations>[0]) => ({
      query: (statement: unknown, values?: unknown) => {
        asked.push(typeof statement === 'string' ? statement : (statement as { text: string }).text)
        return (on.query as (statement: unknown, values?: unknown) => unknown)(statement, values)
      },
    })
    const run = {
      checkId: system.checkIds[0] ?? '',
      systemId: system.systemId,
      place: 'db:5432/shop',
      question: 'settings',
      observations: { setting: { a: '1' } },
    }
    const look = (at: Date, remembered: typeof remember) =>
      inSqlTransaction((on) =>
        followObservations(counting(on) as unknown as typeof on, [{ ...run, at, remembered }]),
      )
    await look(minutes(5), remember)
    expect(asked).toEqual([])
    await look(minutes(15), remember)
    expect(asked).toHaveLength(1)
    await look(minutes(16), undefined)
    expect(asked).toHaveLength(2)
    const { rows } = await sql().query<{ at: Date }>('select observed_at as at from observation')
    expect(rows[0]?.at).toEqual(minutes(16))
  })
})

describe('an announcement', () => {
  it('is audited, and explains what was seen already', async () => {
    await see({ a: '1' }, minutes(0))
    await see({ a: '2' }, minutes(60))
    await database.setNow(minutes(90))
    const { result, row } = await audited('change.announce', () =>
      announceChange(maya, system.systemId, announcement(20, 40)),
    )
    expect(result.explained).toBe(1)
    expect(row.after).toMatchObject({ title: 'More connections', explained: 1 })
    expect((await ofSystem()).groups[0]).toMatchObject({
      expectation: 'announced',
      announcement: { title: 'More connections', url: 'https://tickets.example.com/4711' },
    })
    expect((await listChanges(maya, open)).groups).toEqual([])

    const { result: withdrawn } = await audited('change.withdraw', () =>
      withdrawAnnouncement(maya, result.id),
    )
    expect(withdrawn).toEqual({ systemId: system.systemId, reopened: 1 })
    expect((await ofSystem()).groups[0]).toMatchObject({ expectation: 'unexpected', announcement: null })
    await expect(withdrawAnnouncement(maya, result.id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is refused with a sentence: to viewers, backwards, too late, of nothing', async () => {
    const { systemId } = system
    await database.setNow(minutes(0))
    await expect(announceChange(viktor, systemId, announcement(0, 60))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(announceChange(maya, systemId, announcement(60, 0))).rejects.toMatchObject({
      kind: 'invalid',
      fields: { endsAt: expect.stringContaining('before it begins') },
    })
    await expect(announceChange(maya, systemId, announcement(-1_500, 60))).rejects.toMatchObject({
      fields: { startsAt: expect.stringContaining('24 hours') },
    })
    await expect(announceChange(maya, newId(), announcement(0, 60))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(announceChange(maya, 'x', announcement(0, 60))).rejects.toMatchObject({ kind: 'not-found' })
    expect(await getAnnouncementForm(maya, systemId)).toMatchObject({
      startsAt: '2026-11-23T10:00',
      endsAt: '2026-11-23T11:00',
    })
    await sql().query('update system set archived_at = app_now()')
    await expect(getAnnouncementForm(maya, systemId)).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('a reason', () => {
  it('is audited, stays with all that was seen together, and is given once', async () => {
    await see({ a: '1', b: '1' }, minutes(0))
    await see({ a: '2', b: '2' }, minutes(60))
    const [group] = (await listChanges(maya, open)).groups
    const changeId = group?.id ?? ''
    const reason = 'Anna raised both for the night run'
    await expect(acknowledgeChange(viktor, { changeId, reason })).rejects.toMatchObject({ kind: 'forbidden' })
    const { result } = await audited('change.acknowledge', () =>
      acknowledgeChange(maya, { changeId, reason }),
    )
    expect(result.count).toBe(2)
    expect((await listChanges(maya, open)).groups).toEqual([])
    expect((await ofSystem()).groups[0]?.acknowledged).toMatchObject({ by: 'maya', reason })
    await expect(acknowledgeChange(maya, { changeId, reason })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(acknowledgeChange(maya, { changeId: newId(), reason })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('leaves what was seen as it was: the database refuses another story', async () => {
    await see({ a: '1' }, minutes(0))
    await see({ a: '2' }, minutes(60))
    await expect(sql().query(`update system_change set after = '1'`)).rejects.toThrow()
  })
})

describe('what others ask', () => {
  it('marks for charts, oldest first: changes, and what was announced', async () => {
    await see({ a: '1', b: '1' }, minutes(0))
    await see({ a: '2', b: '1' }, minutes(60))
    await announceChange(maya, system.systemId, announcement(70, 80))
    await see({ a: '3', b: '3' }, minutes(120))
    expect(await changeMarks(system.systemId, minutes(0), minutes(200))).toEqual([
      { at: minutes(60), kind: 'setting', label: 'a 1 → 2' },
      { at: minutes(70), kind: 'announcement', label: 'More connections' },
      { at: minutes(120), kind: 'setting', label: '2 settings' },
    ])
    expect(await changeMarks(system.systemId, minutes(61), minutes(69))).toEqual([])
  })

  it('the changes of a period as they stood at its end', async () => {
    await see({ a: '1', b: '1' }, minutes(0))
    await see({ a: '2', b: '1' }, minutes(60))
    await see({ a: '2', b: '2' }, minutes(120))
    const { groups } = await listChanges(maya, open)
    await database.setNow(minutes(180))
    await acknowledgeChange(maya, { changeId: groups[0]?.id ?? '', reason: 'known since noon' })
    await database.setNow(minutes(240))
    await announceChange(maya, system.systemId, announcement(10, 30))
    const asOf = (at: number) => changesAsOf([system.systemId], minutes(0), minutes(1_000), minutes(at))

    expect(await asOf(130)).toMatchObject({ watchedSystems: 1, announced: 0, unexpected: 2, acknowledged: 0 })
    expect((await asOf(130)).items.map(({ key }) => key)).toEqual(['b', 'a'])
    expect(await asOf(200)).toMatchObject({ announced: 0, unexpected: 2, acknowledged: 1 })
    expect(await asOf(300)).toMatchObject({ announced: 1, unexpected: 1, acknowledged: 1, items: [] })
    expect(await changesAsOf([], minutes(0), minutes(1_000), minutes(300))).toMatchObject({
      watchedSystems: 0,
      unexpected: 0,
    })
    expect(await databaseNow()).toEqual(minutes(240))
  })
})
