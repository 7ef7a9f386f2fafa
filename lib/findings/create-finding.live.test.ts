import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { parseInput } from '@/lib/parse-input'
import { audited } from '@/scripts/testing/audited'
import { testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { addCheck, addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { createFinding, getFindingForm } from './create-finding'
import { findingFilter, type NewFinding, newFinding, newFindingQuery } from './schema'
import { getFinding, getFindingList } from './service'

const now = new Date('2026-11-23T12:00:00Z')
const day = 86_400_000

let database: TestDatabase
let cast: Cast
let system: { id: string; targetId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  system = await addSystem(now, 'orders', { ownerId: cast.people.manager.id })
  await sql().query('update system set team_id = $1 where id = $2', [cast.team, system.id])
})
afterAll(() => database.drop())

const form = (over: Partial<NewFinding> = {}): NewFinding => ({
  systemId: system.id,
  title: 'Nobody can restore the archive',
  detail: 'The restore of 12 Nov ended with an error.',
  remediation: 'Repair the job, then restore once more.',
  severity: 'high',
  severityReason: 'data of customers',
  ownerId: null,
  due: null,
  origin: 'incident',
  kind: 'defect',
  ...over,
})

describe('a person writes down a finding', () => {
  it('that opens with the date of its severity and the owner of the system', async () => {
    const { result, row } = await audited('finding.created', () =>
      createFinding(cast.people.maintainer, form()),
    )
    const finding = await getFinding(cast.people.viewer, result.number)
    expect(finding).toMatchObject({
      title: 'Nobody can restore the archive',
      detail: 'The restore of 12 Nov ended with an error.',
      remediation: 'Repair the job, then restore once more.',
      severity: 'high',
      severityReason: 'data of customers',
      state: 'open',
      origin: 'incident',
      kind: 'defect',
      ownerName: 'max',
      due: new Date(now.getTime() + 30 * day).toISOString(),
      check: null,
      abilities: { verifyNow: false },
    })
    expect(finding.events).toMatchObject([{ type: 'created', to: 'open', actor: 'mia' }])
    expect(row).toMatchObject({
      entity: 'finding',
      entity_id: result.id,
      actor_label: 'mia@example.com',
      after: { number: result.number, title: 'Nobody can restore the archive', systemId: system.id },
    })
    const list = await getFindingList(cast.people.viewer, findingFilter.parse({}))
    expect(list.rows.map(({ number }) => number)).toContain(result.number)
  })

  it('for somebody, until the end of a day in their own zone', async () => {
    const viewer = { ...cast.people.maintainer, timeZone: 'America/New_York' }
    const { number } = await createFinding(
      viewer,
      form({ ownerId: cast.people.maintainer.id, due: '2026-12-01', kind: 'doc-gap', origin: 'walkthrough' }),
    )
    const finding = await getFinding(viewer, number)
    expect(finding).toMatchObject({ ownerName: 'mia', due: '2026-12-02T04:59:59.000Z', kind: 'doc-gap' })
  })

  it('twice in the same words is two findings', async () => {
    const [one, two] = [
      await createFinding(cast.people.maintainer, form()),
      await createFinding(cast.people.maintainer, form()),
    ]
    expect(two.number).not.toBe(one.number)
  })

  it('that no run ever heals', async () => {
    const { number } = await createFinding(cast.people.maintainer, form())
    await addCheck(now, system, { state: 'ok' })
    await workDue(await testEngine())
    expect((await getFinding(cast.people.viewer, number)).state).toBe('open')
  })
})

describe('it is refused', () => {
  it.each(['viewer', 'outsider'] as const)('to a %s', async (role) => {
    await expect(createFinding(cast.people[role], form())).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('role maintainer'),
    })
  })

  it.each([
    ['a date in the past', { due: '2026-11-22' }, 'due'],
    ['a date that does not exist', { due: '2026-02-30' }, 'due'],
    ['an owner who is not there', { ownerId: newId() }, 'ownerId'],
    ['a system that is not there', { systemId: newId() }, 'systemId'],
  ])('for %s, saying which field', async (_what, over, field) => {
    await expect(createFinding(cast.people.maintainer, form(over))).rejects.toMatchObject({
      fields: { [field]: expect.stringMatching(/\w/) },
    })
  })

  it('for a system that is archived', async () => {
    const gone = await addSystem(now, 'gone', { archived: true })
    await expect(createFinding(cast.people.manager, form({ systemId: gone.id }))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it.each([
    ['no title', { title: ' ' }, 'title'],
    ['a title as long as a book', { title: 'x'.repeat(161) }, 'title'],
    ['no remedy', { remediation: '' }, 'remediation'],
    ['a severity of its own', { severity: 'urgent' as never }, 'severity'],
    ['an origin that only machines have', { origin: 'check' as never }, 'origin'],
  ])('for %s', (_what, over, field) => {
    expect(() => parseInput(newFinding, { ...form(), ...over })).toThrowError(
      expect.objectContaining({ fields: { [field]: expect.stringMatching(/\w/) } }),
    )
  })
})

describe('the form', () => {
  it('offers the systems that the viewer works on', async () => {
    const other = await addSystem(now, 'stock')
    await sql().query('update system set team_id = $1 where id = $2', [cast.other, other.id])
    const { systems, people } = await getFindingForm(cast.people.maintainer)
    const own = systems.map(({ name }) => name)
    expect(own).toContain('orders')
    expect(own).not.toContain('stock')
    expect(people.map(({ name }) => name)).toContain('mia')
    const all = (await getFindingForm(cast.people.manager)).systems.map(({ name }) => name)
    expect(all).toEqual(expect.arrayContaining(['orders', 'stock']))
    await expect(getFindingForm(cast.people.viewer)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('takes what the address proposes, and ignores what it cannot use', () => {
    expect(
      newFindingQuery.parse({ system: 'x', severity: 'worst', title: 'Disk', origin: ['a', 'b'] }),
    ).toEqual({
      system: null,
      title: 'Disk',
      detail: '',
      remediation: '',
      severity: 'medium',
      severityReason: '',
      owner: null,
      due: null,
      origin: 'manual',
      kind: 'defect',
    })
    const known = { owner: '019a0000-0000-7000-8000-00000000beef', due: '2026-12-08' }
    expect(newFindingQuery.parse(known)).toMatchObject(known)
    expect(newFindingQuery.parse({ owner: 'nobody', due: 'soon' })).toMatchObject({ owner: null, due: null })
  })
})
