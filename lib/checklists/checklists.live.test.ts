import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knownFacts } from '@/lib/assessments/facts/index'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { assignChecklist, assignFirstChecklist, unassignChecklist } from './assignment'
import { discardDraft, importChecklist, saveDraft, startDraft } from './draft-changes'
import { installShippedChecklists } from './install-shipped'
import { meaningOf } from './meaning'
import { publishDraft, restoreChecklist, retireChecklist } from './publish'
import { readAssignedControls, readPublished, readVersion } from './store'

const facts = new Set(knownFacts.map(({ name }) => name))

let database: TestDatabase
let people: Cast['people']
let team: string

beforeAll(async () => {
  database = await createTestDatabase()
  ;({ people, team } = await createCast())
})
afterAll(() => database.drop())
beforeEach(() => emptyTables('checklist', 'assessment', 'system'))

/** A control of a test's own checklist. */
interface Asked {
  key: string
  question?: string
  severity?: string
  limit?: number
}

function yaml(controls: readonly Asked[], key = 'backup-basics', title = 'Backup basics'): string {
  return [
    `key: ${key}`,
    `title: ${title}`,
    'purpose: Whether it comes back.',
    'occasion: quarterly',
    'controls:',
    ...controls.flatMap(({ key: name, question = `How old is ${name}?`, severity = 'high', limit = 50 }) => [
      `  - key: ${name}`,
      '    area: Backups',
      `    question: ${question}`,
      '    why: Without them nothing comes back.',
      '    remediation: Set one up.',
      '    type: number',
      `    threshold: {unit: hours, worse: higher, fail: ${limit}}`,
      `    severity: ${severity}`,
      '    evidencePolicy: optional',
      '    validForDays: 90',
      '    dimension: backup',
    ]),
    '',
  ].join('\n')
}

const publish = async (controls: readonly Asked[], key = 'backup-basics'): Promise<number> => {
  const text = yaml(controls, key)
  const exists = await readPublished(key)
  if (exists) await startDraft(people.manager, key)
  else await importChecklist(people.manager, text, facts)
  const { revision } = exists
    ? await saveDraft(people.manager, key, { text, revision: 1 }, facts)
    : { revision: 1 }
  return (await publishDraft(people.manager, key, { revision, note: '' }, facts)).number
}
const states = async (key = 'backup-basics') =>
  (
    await sql().query<{ number: number; state: string }>(
      `select v.number, v.state from checklist_version v join checklist c on c.id = v.checklist_id
        where c.key = $1 order by v.number`,
      [key],
    )
  ).rows.map(({ number, state }) => `${number} ${state}`)
const system = async (teamId: string | null = team): Promise<string> => {
  const { systemId } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [])
  await sql().query('update system set team_id = $2 where id = $1', [systemId, teamId])
  return systemId
}
const assignments = async () =>
  (
    await sql().query<{ systemId: string; key: string }>(
      `select a.system_id as "systemId", c.key from checklist_assignment a join checklist c on c.id = a.checklist_id
        order by c.key, a.system_id`,
    )
  ).rows

describe('a text', () => {
  it('becomes a checklist with a draft, and nothing when a line is wrong', async () => {
    const wrong = yaml([{ key: 'backup.age', severity: 'severe' }])
    await expect(importChecklist(people.manager, wrong, facts)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { 'line-13': expect.stringContaining('Line 13 (backup.age): severity must be one of') },
    })
    expect(await states()).toEqual([])

    const { result, row } = await audited('checklist.create', () =>
      importChecklist(people.manager, yaml([{ key: 'backup.age' }]), facts),
    )
    expect(result).toEqual({ key: 'backup-basics', isNew: true })
    expect(row).toMatchObject({
      actor_label: 'max@example.com',
      after: { key: 'backup-basics', controls: 1 },
    })
    expect(await states()).toEqual(['1 draft'])
    expect(await readPublished('backup-basics')).toBeNull()
  })

  it('with the key of a checklist becomes the draft of its next version, unless there is one', async () => {
    await publish([{ key: 'backup.age' }])
    const text = yaml([{ key: 'backup.age', limit: 26 }])
    expect(await importChecklist(people.manager, text, facts)).toEqual({ key: 'backup-basics', isNew: false })
    expect(await states()).toEqual(['1 published', '2 draft'])
    await expect(importChecklist(people.manager, text, facts)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('has a draft already (version 2)'),
    })
  })

  it('may not take the address of a page', async () => {
    await expect(importChecklist(people.manager, yaml([{ key: 'a.b' }], 'new'), facts)).rejects.toMatchObject(
      {
        kind: 'invalid',
      },
    )
  })

  it('is written by managers alone', async () => {
    await publish([{ key: 'backup.age' }])
    await startDraft(people.manager, 'backup-basics')
    for (const who of [people.viewer, people.maintainer, people.outsider]) {
      for (const work of [
        () => importChecklist(who, yaml([{ key: 'a.b' }], 'other'), facts),
        () => startDraft(who, 'backup-basics'),
        () => saveDraft(who, 'backup-basics', { text: '', revision: 1 }, facts),
        () => discardDraft(who, 'backup-basics', 1),
        () => publishDraft(who, 'backup-basics', { revision: 1, note: '' }, facts),
        () => retireChecklist(who, 'backup-basics', 'why'),
        () => restoreChecklist(who, 'backup-basics'),
        () => unassignChecklist(who, 'backup-basics', { systemIds: [], reason: 'why' }),
      ])
        await expect(work()).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})

describe('a draft', () => {
  beforeEach(() => publish([{ key: 'backup.age' }, { key: 'backup.size' }]))

  it('begins with the published text, keeps whatever is saved, and goes without a trace', async () => {
    await audited('checklist.start-draft', () => startDraft(people.manager, 'backup-basics'))
    await audited('checklist.edit-draft', () =>
      saveDraft(people.admin, 'backup-basics', { text: 'key: [half', revision: 1 }, facts),
    )
    const { rows } = await sql().query(
      `select source, revision, title, edited_by_id as by from checklist_version where state = 'draft'`,
    )
    expect(rows).toEqual([{ source: 'key: [half', revision: 2, title: 'Backup basics', by: people.admin.id }])
    await expect(
      publishDraft(people.manager, 'backup-basics', { revision: 2, note: '' }, facts),
    ).rejects.toMatchObject({
      kind: 'invalid',
    })
    await audited('checklist.discard-draft', () => discardDraft(people.manager, 'backup-basics', 2))
    expect(await states()).toEqual(['1 published'])
  })

  it('of two tabs takes the first, and tells the second what it would have overwritten', async () => {
    await startDraft(people.manager, 'backup-basics')
    const first = yaml([{ key: 'backup.age', limit: 1 }])
    await saveDraft(people.manager, 'backup-basics', { text: first, revision: 1 }, facts)
    await expect(
      saveDraft(people.admin, 'backup-basics', { text: yaml([{ key: 'b.c' }]), revision: 1 }, facts),
    ).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('it is at revision 2, you had 1'),
    })
    await expect(discardDraft(people.admin, 'backup-basics', 1)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      publishDraft(people.admin, 'backup-basics', { revision: 1, note: '' }, facts),
    ).rejects.toMatchObject({ kind: 'conflict' })
    const { rows } = await sql().query(`select source from checklist_version where state = 'draft'`)
    expect(rows).toEqual([{ source: first }])
  })

  it('saved by two at the same moment is stored once', async () => {
    await startDraft(people.manager, 'backup-basics')
    const saves = await Promise.allSettled(
      [1, 2, 3].map((limit) =>
        saveDraft(
          people.manager,
          'backup-basics',
          { text: yaml([{ key: 'a.b', limit }]), revision: 1 },
          facts,
        ),
      ),
    )
    expect(saves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('of a checklist that was never published takes the checklist with it', async () => {
    await importChecklist(people.manager, yaml([{ key: 'a.b' }], 'other'), facts)
    expect(await discardDraft(people.manager, 'other', 1)).toEqual({ remains: false })
    expect((await sql().query(`select from checklist where key = 'other'`)).rowCount).toBe(0)
  })
})

describe('publishing', () => {
  it('fixes the controls, retires the version before, and is one transaction with its audit row', async () => {
    await publish([{ key: 'backup.age' }, { key: 'backup.size' }, { key: 'backup.copies' }])
    await startDraft(people.manager, 'backup-basics')
    const text = yaml([
      { key: 'backup.age', limit: 26 },
      { key: 'backup.size', question: 'How large is it?' },
      { key: 'backup.proven' },
    ])
    await saveDraft(people.manager, 'backup-basics', { text, revision: 1 }, facts)
    const { row } = await audited('checklist.publish', () =>
      publishDraft(people.manager, 'backup-basics', { revision: 2, note: 'Tighter.' }, facts),
    )
    expect(row).toMatchObject({
      before: { number: 1 },
      after: {
        number: 2,
        added: ['backup.proven'],
        removed: ['backup.copies'],
        changed: ['backup.age', 'backup.size'],
        askedAgain: ['backup.age'],
        note: 'Tighter.',
      },
    })
    expect(await states()).toEqual(['1 retired', '2 published'])
    const version = await readPublished('backup-basics')
    expect(version?.controls.map(({ control }) => control.key)).toEqual([
      'backup.age',
      'backup.size',
      'backup.proven',
    ])
    for (const { control, meaning } of version?.controls ?? []) expect(meaning).toBe(meaningOf(control))
  })

  it('of what says nothing new, or belongs elsewhere, is refused', async () => {
    await publish([{ key: 'backup.age' }])
    await startDraft(people.manager, 'backup-basics')
    const same = `# a comment\n${yaml([{ key: 'backup.age' }])}`
    await saveDraft(people.manager, 'backup-basics', { text: same, revision: 1 }, facts)
    await expect(
      publishDraft(people.manager, 'backup-basics', { revision: 2, note: '' }, facts),
    ).rejects.toThrow('Nothing to publish: the draft asks what version 1 asks.')
    await saveDraft(
      people.manager,
      'backup-basics',
      { text: yaml([{ key: 'a.b' }], 'another'), revision: 2 },
      facts,
    )
    await expect(
      publishDraft(people.manager, 'backup-basics', { revision: 3, note: '' }, facts),
    ).rejects.toThrow('This draft belongs to the checklist backup-basics, but its text has the key another.')
  })

  it('two at once publish once', async () => {
    await publish([{ key: 'backup.age' }])
    await startDraft(people.manager, 'backup-basics')
    await saveDraft(people.manager, 'backup-basics', { text: yaml([{ key: 'a.b' }]), revision: 1 }, facts)
    const tries = await Promise.allSettled(
      [people.manager, people.admin].map((who) =>
        publishDraft(who, 'backup-basics', { revision: 2, note: '' }, facts),
      ),
    )
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await states()).toEqual(['1 retired', '2 published'])
  })

  it.each([
    [`update checklist_version set title = 'Other' where state = 'published'`],
    [`update checklist_version set source = '' where state = 'published'`],
    [`update checklist_version set state = 'draft' where state = 'published'`],
    [`update checklist_version set state = 'published' where state = 'retired'`],
    [`delete from checklist_version where state = 'published'`],
    [`update control_revision set question = 'Other?'`],
    [`update control_revision set severity = 'low'`],
    ['delete from control_revision'],
  ])('is for ever: %s is refused by the database', async (statement) => {
    await publish([{ key: 'backup.age' }])
    await publish([{ key: 'backup.age', limit: 26 }])
    await expect(sql().query(statement)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a retired checklist', () => {
  it('counts for nobody until it is brought back', async () => {
    await publish([{ key: 'backup.age' }])
    const id = await system()
    await assignChecklist(people.maintainer, 'backup-basics', {
      systemIds: [id],
      reason: 'Before the audit.',
    })
    const { row } = await audited('checklist.retire', () =>
      retireChecklist(people.manager, 'backup-basics', 'Replaced by another.'),
    )
    expect(row.after).toEqual({
      key: 'backup-basics',
      retired: true,
      reason: 'Replaced by another.',
      systems: 1,
    })
    expect((await readAssignedControls([id])).get(id)).toEqual([])
    await expect(startDraft(people.manager, 'backup-basics')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(retireChecklist(people.manager, 'backup-basics', 'Again.')).rejects.toMatchObject({
      kind: 'conflict',
    })
    await audited('checklist.restore', () => restoreChecklist(people.manager, 'backup-basics'))
    expect((await readAssignedControls([id])).get(id)).toHaveLength(1)
  })
})

describe('what counts for a system', () => {
  it('is asked by those who maintain it, and taken away by those who approve exclusions', async () => {
    await publish([{ key: 'backup.age' }, { key: 'backup.size' }])
    const [one, other, foreign] = [await system(), await system(null), await system()]
    const assign = (who: keyof Cast['people'], systemIds: string[]) =>
      assignChecklist(people[who], 'backup-basics', { systemIds, reason: 'Before the audit.' })
    await expect(assign('viewer', [one])).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(assign('outsider', [other, foreign])).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(assign('maintainer', [one, newId()])).rejects.toMatchObject({ kind: 'not-found' })
    const { result, row } = await audited('checklist.assign', () => assign('maintainer', [one, other]))
    expect(result).toEqual({ systems: 2 })
    expect(row.after).toMatchObject({ reason: 'Before the audit.', systems: expect.any(Array) })
    await expect(assign('maintainer', [one, other])).rejects.toMatchObject({ kind: 'conflict' })

    const asked = await readAssignedControls([one, other, foreign])
    expect(
      asked
        .get(one)
        ?.map(({ checklistKey, versionNumber, control }) => [checklistKey, versionNumber, control.key]),
    ).toEqual([
      ['backup-basics', 1, 'backup.age'],
      ['backup-basics', 1, 'backup.size'],
    ])
    expect(asked.get(foreign)).toEqual([])

    const less = { systemIds: [one], reason: 'Decommissioned soon.' }
    await expect(unassignChecklist(people.maintainer, 'backup-basics', less)).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('can raise its score'),
    })
    await audited('checklist.unassign', () => unassignChecklist(people.manager, 'backup-basics', less))
    await expect(unassignChecklist(people.manager, 'backup-basics', less)).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await assignments()).map(({ systemId }) => systemId)).toEqual([other])
  })

  it('follows the published version', async () => {
    await publish([{ key: 'backup.age' }])
    const id = await system()
    await assignChecklist(people.manager, 'backup-basics', { systemIds: [id], reason: 'It fits.' })
    await publish([{ key: 'backup.age', limit: 26 }, { key: 'backup.size' }])
    const asked = (await readAssignedControls([id])).get(id) ?? []
    expect(
      asked.map(({ versionNumber, control }) => `${versionNumber} ${control.key} ${control.threshold?.fail}`),
    ).toEqual(['2 backup.age 26', '2 backup.size 50'])
  })

  it('is refused of a checklist that nobody published', async () => {
    await importChecklist(people.manager, yaml([{ key: 'a.b' }]), facts)
    const request = { systemIds: [await system()], reason: 'It fits.' }
    await expect(assignChecklist(people.manager, 'backup-basics', request)).rejects.toThrow(
      'is not published yet',
    )
  })

  it('stays fast with a thousand systems', async () => {
    await installShippedChecklists()
    await sql().query(
      `insert into system (id, name, kind, environment, criticality, tags, created_at)
       select gen_random_uuid(), 'load ' || n, 'database', 'production', 'high', '{}', app_now() from generate_series(1, 1000) n`,
    )
    await sql().query(
      `insert into checklist_assignment (system_id, checklist_id, assigned_at)
       select s.id, c.id, app_now() from system s cross join checklist c`,
    )
    const { rows } = await sql().query<{ id: string }>('select id from system')
    const started = performance.now()
    const asked = await readAssignedControls(rows.map(({ id }) => id))
    expect(performance.now() - started).toBeLessThan(1_500)
    expect(asked.size).toBe(1000)
  })
})

describe('shipped checklists', () => {
  const shipped = (limit: number, question = 'How old is it?') => [
    {
      key: 'getting-started',
      yaml: yaml([{ key: 'backup.age', limit, question }], 'getting-started', 'Getting started'),
    },
    { key: 'second', yaml: yaml([{ key: 'backup.age', limit, question }], 'second', 'Second') },
  ]
  const outcome = async (texts = shipped(50)) => [...(await installShippedChecklists(texts)).values()]

  it('all install, once, whoever starts first', async () => {
    const runs = await Promise.all([installShippedChecklists(), installShippedChecklists()])
    const outcomes = runs.map((run) => [...run.values()])
    expect(outcomes[0]?.map((_, index) => outcomes.map((each) => each[index]).toSorted())).toEqual(
      Array.from({ length: 8 }, () => ['installed', 'unchanged']),
    )
    expect([...(await installShippedChecklists()).values()]).toEqual(
      Array.from({ length: 8 }, () => 'unchanged'),
    )
    const quarterly = await readPublished('quarterly-review')
    expect(quarterly?.controls).toHaveLength(24)
    // Every fact that they name is one that this version has.
    for (const { control } of quarterly?.controls ?? [])
      for (const source of control.answeredBy) if ('fact' in source) expect(facts).toContain(source.fact)
  })

  it('are written down, and given to the systems that are there: the first of them', async () => {
    const id = await system()
    const { row } = await audited('checklist.install', () =>
      installShippedChecklists(shipped(50).slice(0, 1)),
    )
    expect(row).toMatchObject({
      actor_label: 'installation',
      after: { key: 'getting-started', number: 1, outcome: 'installed', systems: 1 },
    })
    expect(await outcome()).toEqual(['unchanged', 'installed'])
    expect(await assignments()).toEqual([{ systemId: id, key: 'getting-started' }])
  })

  it('are given to a new system with it', async () => {
    const add = async () => {
      const id = await system()
      return inTransaction(async (tx) =>
        assignFirstChecklist(tx, id, { at: await transactionNow(tx), byId: people.admin.id }),
      )
    }
    expect(await add()).toEqual([])
    await outcome()
    expect(await add()).toEqual(['getting-started'])
    await retireChecklist(people.manager, 'getting-started', 'We begin otherwise.')
    expect(await add()).toEqual([])
  })

  it('become a new version while nobody has changed them', async () => {
    await outcome()
    expect(await outcome(shipped(26))).toEqual(['upgraded', 'upgraded'])
    expect(await states('second')).toEqual(['1 retired', '2 published'])
    expect((await readPublished('second'))?.controls[0]?.control.threshold?.fail).toBe(26)
    expect(await outcome(shipped(26))).toEqual(['unchanged', 'unchanged'])
  })

  it('of the release before are not put back by a worker that still runs it', async () => {
    await outcome()
    await outcome(shipped(26))
    expect(await outcome(shipped(50))).toEqual(['unchanged', 'unchanged'])
    expect(await states('second')).toEqual(['1 retired', '2 published'])
  })

  it('become a draft where somebody has, once', async () => {
    await outcome()
    await startDraft(people.manager, 'second')
    const own = yaml([{ key: 'backup.age', limit: 12 }], 'second', 'Second')
    await saveDraft(people.manager, 'second', { text: own, revision: 1 }, facts)
    await publishDraft(people.manager, 'second', { revision: 2, note: '' }, facts)

    expect(await outcome(shipped(26))).toEqual(['upgraded', 'offered'])
    expect(await states('second')).toEqual(['1 retired', '2 published', '3 draft'])
    await discardDraft(people.manager, 'second', 1)
    expect(await outcome(shipped(26))).toEqual(['unchanged', 'unchanged'])
    expect((await readPublished('second'))?.controls[0]?.control.threshold?.fail).toBe(12)
  })

  it('wait while somebody has a draft, and come when it is gone', async () => {
    await outcome()
    await startDraft(people.manager, 'second')
    expect(await outcome(shipped(26))).toEqual(['upgraded', 'waiting'])
    expect(await outcome(shipped(26))).toEqual(['unchanged', 'waiting'])
    await discardDraft(people.manager, 'second', 1)
    expect(await outcome(shipped(26))).toEqual(['unchanged', 'upgraded'])
  })

  it('leave alone what was retired, and what somebody called like one of them', async () => {
    await publish([{ key: 'a.b' }], 'second')
    await outcome(shipped(50).slice(0, 1))
    await retireChecklist(people.manager, 'getting-started', 'We begin otherwise.')
    expect(await outcome(shipped(26))).toEqual(['left alone', 'left alone'])
    expect((await readPublished('second'))?.controls[0]?.control.key).toBe('a.b')
  })

  it('that cannot be read stop nothing silently', async () => {
    await expect(installShippedChecklists([{ key: 'broken', yaml: 'key: broken' }])).rejects.toThrow(
      /The shipped checklist broken cannot be read: line 1/,
    )
  })
})

it('a version is read by its id whatever became of it', async () => {
  await publish([{ key: 'backup.age' }])
  const first = await readPublished('backup-basics')
  await publish([{ key: 'backup.size' }])
  expect(await readVersion(first?.id ?? '')).toMatchObject({
    checklistKey: 'backup-basics',
    number: 1,
    state: 'retired',
    controls: [{ control: { key: 'backup.age' } }],
  })
  expect(await readVersion(newId())).toBeNull()
})
