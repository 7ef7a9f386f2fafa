import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appliesTo } from '@/lib/assessments/applies-to'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { insertSystem, insertTarget } from '@/lib/systems/change-store'
import type { TargetKind } from '@/lib/systems/target-address'
import { assignTestChecklist, publishTestChecklist, testControl } from '@/scripts/testing/checklist-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { saveDraft, startDraft } from './draft-changes'
import { getComparison, getDraft, getPublishPage, saysNothingNew } from './draft-service'
import { meaningOf } from './meaning'
import type { AppliesWhen, Control } from './schema'
import {
  getChecklist,
  getChecklists,
  getCopy,
  getNewestVersions,
  getSource,
  getSystemsOfChecklist,
  getVersion,
} from './service'
import { writeChecklist } from './write-checklist'

const facts = new Set<string>()
const now = new Date('2026-11-23T12:00:00Z')

const conditions: Record<string, AppliesWhen | null> = {
  all: null,
  databases: { systemKind: ['database', 'backup'] },
  postgres: { targetKind: ['postgres'] },
  'critical in production': { criticality: ['critical', 'high'], environment: ['production'] },
  'critical databases with a host': {
    systemKind: ['database'],
    targetKind: ['host', 'self'],
    criticality: ['critical'],
  },
}
const controls: Control[] = Object.values(conditions).map((condition, index) =>
  testControl(`asked.q${index}`, { appliesWhen: condition }),
)

interface Added {
  id: string
  system: { kind: string; environment: string; criticality: string }
  targets: { kind: TargetKind }[]
}

let database: TestDatabase
let people: Cast['people']
let team: string
const systems: Added[] = []

async function add(
  name: string,
  kind: string,
  environment: string,
  criticality: string,
  targets: TargetKind[],
): Promise<Added> {
  const id = newId()
  await inTransaction(async (tx) => {
    await insertSystem(tx, {
      id,
      name,
      kind,
      environment,
      criticality,
      ownerId: null,
      teamId: team,
      createdAt: now,
    })
    for (const [index, target] of targets.entries())
      await insertTarget(tx, {
        id: newId(),
        systemId: id,
        kind: target,
        address: `${index}`,
        config: {},
        secret: null,
        createdAt: now,
      })
  })
  const added = {
    id,
    system: { kind, environment, criticality },
    targets: targets.map((each) => ({ kind: each })),
  }
  systems.push(added)
  return added
}

const answer = (
  systemId: string,
  control: Control,
  outcome = 'pass',
  validUntil: Date | null = null,
  meaning = meaningOf(control),
) =>
  sql().query(
    `insert into assessment (id, system_id, control_key, meaning, outcome, answer, source, statement, facts, evidence_ids, answered_at, valid_until)
     values (gen_random_uuid(), $1, $2, $3, $4, '{}', 'manual', '', '[]', '{}', app_now(), $5)`,
    [systemId, control.key, meaning, outcome, validUntil],
  )
const question = (index: number): Control => controls[index] as Control
const lineOf = async (key: string) => (await getChecklist(people.viewer, key)).line

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  ;({ people, team } = await createCast())
  await publishTestChecklist('asked', controls)
  await add('alpha-db', 'database', 'production', 'critical', ['postgres', 'host'])
  await add('beta-db', 'database', 'staging', 'critical', ['postgres'])
  await add('gamma web', 'web-service', 'production', 'high', ['url'])
  await add('delta_host', 'host', 'development', 'low', [])
  for (const { id } of systems) await assignTestChecklist(id, 'asked')
  const archived = await add('gone', 'database', 'production', 'critical', ['postgres'])
  await assignTestChecklist(archived.id, 'asked')
  await sql().query('update system set archived_at = app_now() where id = $1', [archived.id])
  systems.pop()
})
afterAll(() => database.drop())

describe('counts', () => {
  it('what is asked as the rule of applicability says, of systems that are not archived', async () => {
    const owed = systems.flatMap((system) => controls.filter((control) => appliesTo(control, system)))
    expect(await lineOf('asked')).toMatchObject({ systems: 4, asked: owed.length, answered: 0 })
    // Every condition holds for one of them and not for another, or this would prove nothing.
    for (const control of controls.slice(1)) {
      const holds = systems.map((system) => appliesTo(control, system))
      expect(new Set(holds).size, control.key).toBe(2)
    }
  })

  it('answers that are valid: known, not ended, to what is asked now, where it applies', async () => {
    const [alpha, beta, gamma, delta] = systems.map(({ id }) => id) as [string, string, string, string]
    await answer(alpha, question(0))
    await answer(beta, question(0), 'fail', new Date('2026-11-23T12:00:01Z'))
    await answer(gamma, question(0), 'unknown')
    await answer(delta, question(0), 'pass', now)
    await answer(alpha, question(1), 'pass', null, 'of another question')
    await answer(delta, question(1))
    expect((await lineOf('asked')).answered).toBe(2)
    const { inUse } = await getChecklists(people.viewer)
    expect(inUse.find(({ key }) => key === 'asked')).toEqual(await lineOf('asked'))
    const { shown } = await getChecklist(people.viewer, 'asked')
    const applies = (control: Control) => systems.filter((system) => appliesTo(control, system)).length
    // The answer of a host to a question for databases counts nowhere.
    expect(shown.controls.map(({ count }) => count)).toEqual(
      controls.map((control, index) => ({ asked: applies(control), answered: index === 0 ? 2 : 0 })),
    )
  })
})

describe('the systems of a checklist', () => {
  const names = async (key: string, view: 'assigned' | 'proposed' | 'others', q = '') =>
    (await getSystemsOfChecklist(people.viewer, key, { view, q, page: 1 })).rows.map(({ name }) => name)

  it('are those it counts for, could count for, and is not meant for; none that is archived', async () => {
    await publishTestChecklist('meant', [testControl('meant.one')])
    await sql().query(`update checklist_version set state = 'retired' where state = 'published'
      and checklist_id = (select id from checklist where key = 'meant')`)
    await sql().query(
      `insert into checklist_version (id, checklist_id, number, state, title, purpose, occasion, applies_to, source, hash, created_at, published_at)
       select gen_random_uuid(), id, 2, 'published', title, '', 'event', '{database}', '', '', app_now(), app_now() from checklist where key = 'meant'`,
    )
    await assignTestChecklist(systems[0]?.id ?? '', 'meant')
    expect(await names('meant', 'assigned')).toEqual(['alpha-db'])
    expect(await names('meant', 'proposed')).toEqual(['beta-db'])
    expect(await names('meant', 'others')).toEqual(['delta_host', 'gamma web'])
    expect(
      (await getSystemsOfChecklist(people.viewer, 'meant', { view: 'assigned', q: '', page: 1 })).counts,
    ).toEqual({
      assigned: 1,
      proposed: 1,
      others: 2,
    })
    expect((await getChecklist(people.viewer, 'meant')).proposed).toBe(1)
  })

  it('are found by name, whatever signs it has', async () => {
    expect(await names('asked', 'assigned', 'DB')).toEqual(['alpha-db', 'beta-db'])
    expect(await names('asked', 'assigned', '_')).toEqual(['delta_host'])
    expect(await names('asked', 'assigned', '%')).toEqual([])
  })

  it('say what the checklist adds, and what is answered already', async () => {
    await publishTestChecklist('second', [question(0), testControl('second.own')])
    const [alpha] = (
      await getSystemsOfChecklist(people.viewer, 'second', { view: 'proposed', q: 'alpha', page: 1 })
    ).rows
    expect(alpha).toMatchObject({ own: 1, answered: 1, isMeant: true, assignedAt: null })
  })

  it('are changed by those who may: to ask more who maintains, to ask less who approves', async () => {
    await assignTestChecklist(systems[1]?.id ?? '', 'second')
    const may = async (who: keyof Cast['people'], view: 'assigned' | 'proposed') =>
      (await getSystemsOfChecklist(people[who], 'second', { view, q: '', page: 1 })).rows.every(
        ({ canChange }) => canChange,
      )
    expect([
      await may('viewer', 'proposed'),
      await may('outsider', 'proposed'),
      await may('maintainer', 'proposed'),
    ]).toEqual([false, false, true])
    expect([await may('maintainer', 'assigned'), await may('manager', 'assigned')]).toEqual([false, true])
  })

  it('come in pages', async () => {
    await sql().query(
      `insert into system (id, name, kind, environment, criticality, tags, created_at)
       select gen_random_uuid(), 'load ' || lpad(n::text, 3, '0'), 'host', 'production', 'low', '{}', app_now() from generate_series(1, 60) n`,
    )
    const page = async (number: number) =>
      (await getSystemsOfChecklist(people.viewer, 'second', { view: 'proposed', q: 'load', page: number }))
        .rows
    expect([(await page(1)).length, (await page(2)).length, (await page(3)).length]).toEqual([50, 10, 0])
    expect((await page(2))[0]?.name).toBe('load 051')
    await sql().query(`delete from system where name like 'load %'`)
  })
})

describe('a draft', () => {
  const document = (list: Control[]) => ({
    key: 'asked',
    title: 'Checklist asked',
    purpose: 'For tests.',
    occasion: 'event' as const,
    appliesTo: [],
    controls: list,
  })
  let revision = 1
  const save = async (text: string) => {
    ;({ revision } = await saveDraft(people.manager, 'asked', { text, revision }, facts))
  }

  it('begins with nothing new, and shows each error of its text', async () => {
    expect(await getDraft(people.manager, 'asked', facts)).toBeNull()
    await startDraft(people.manager, 'asked')
    await save(writeChecklist(document(controls)))
    expect(saysNothingNew(await getPublishPage(people.manager, 'asked', facts))).toBe(true)
    await save('key: asked\ntitle: [half')
    const draft = await getDraft(people.manager, 'asked', facts)
    expect(draft).toMatchObject({
      number: 2,
      revision: 3,
      text: 'key: asked\ntitle: [half',
      published: 1,
      editedBy: 'max',
    })
    expect(draft?.errors).not.toEqual([])
    await expect(getPublishPage(people.manager, 'asked', facts)).rejects.toMatchObject({ kind: 'invalid' })
    // It has no questions to show, and can be compared with nothing.
    expect((await getVersion(people.viewer, 'asked', 2)).controls).toEqual([])
    expect((await getComparison(people.viewer, 'asked', { from: 1, to: 2 })).comparison).toBeNull()
  })

  it('says what publishing it would do, to how many systems, and which keys another checklist asks otherwise', async () => {
    const anew = testControl('asked.q0', { type: 'text' })
    await save(
      writeChecklist(
        document([anew, { ...question(1), severity: 'low' }, ...controls.slice(2), testControl('asked.new')]),
      ),
    )
    const page = await getPublishPage(people.manager, 'asked', facts)
    expect(page).toMatchObject({
      number: 2,
      published: 1,
      systems: 4,
      answers: { 'asked.q0': 2, 'asked.q1': 0 },
    })
    expect(page.comparison.changed.map(({ after, carriesOver }) => [after.key, carriesOver])).toEqual([
      ['asked.q0', false],
      ['asked.q1', true],
    ])
    expect(page.notes).toEqual([
      expect.stringMatching(/^asked\.q0 is also asked by Checklist second, with another type/),
    ])
    const { comparison } = await getComparison(people.viewer, 'asked', { from: 1, to: 2 })
    expect(comparison).toEqual(page.comparison)
    expect(await getNewestVersions(people.viewer, 'asked')).toEqual({ before: 1, last: 2 })
  })

  it('is for those who write; what is not there is not found before that', async () => {
    await expect(getDraft(people.viewer, 'asked', facts)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(getPublishPage(people.maintainer, 'asked', facts)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    for (const work of [
      () => getDraft(people.viewer, 'nothing', facts),
      () => getPublishPage(people.viewer, 'nothing', facts),
      () => getChecklist(people.viewer, 'nothing'),
      () => getVersion(people.viewer, 'asked', 99),
      () => getVersion(people.viewer, 'asked', Number.NaN),
      () => getVersion(people.viewer, 'asked', 2 ** 40),
      () => getSource(people.viewer, 'nothing', 1),
      () => getCopy(people.viewer, 'nothing'),
      () => getNewestVersions(people.viewer, 'nothing'),
      () => getSystemsOfChecklist(people.viewer, 'nothing', { view: 'assigned', q: '', page: 1 }),
    ])
      await expect(work()).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('is downloaded as it was written, and copied under another key', async () => {
    expect(await getSource(people.viewer, 'asked', 2)).toMatchObject({ fileName: 'asked.v2-draft.yaml' })
    expect((await getSource(people.viewer, 'asked', 2)).text).toContain('key: asked.new')
    // The fixture has no text for version 1.
    expect(await getCopy(people.viewer, 'asked')).toBeNull()
  })
})
