import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meaningOf } from '@/lib/checklists/meaning'
import { control as controlSchema } from '@/lib/checklists/schema'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem } from '@/scripts/testing/estate-fixture'
import { readAcross } from '@/scripts/testing/read-across'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson } from '@/scripts/testing/test-people'
import { explainChange } from './explain-change'
import { scoreSystems } from './score-systems'
import { listSnapshots, listUnscored, readSnapshot } from './snapshot-store'
import { takeSnapshots } from './take-snapshots'

const now = new Date('2026-11-23T00:20:00Z')
const hour = 3_600_000
const day = 24 * hour
const at = (ms: number) => new Date(now.getTime() + ms)

let database: TestDatabase
let person: string
let system: { id: string; targetId: string }

const insert = (text: string, values: unknown[] = []) => sql().query(text, values)

beforeAll(async () => {
  database = await createTestDatabase()
  person = await createPerson({ email: 'olga@example.com', role: 'maintainer' })
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('system', 'checklist')
  await database.setNow(now)
  system = await addSystem(now, 'orders')
})

type Asked = { key: string; severity: string; answeredBy?: { check: string[] }[]; appliesWhen?: object }
const meaning = (key: string) =>
  meaningOf(
    controlSchema.parse({
      key,
      area: 'Area',
      question: 'Is it so?',
      why: 'Because it is.',
      remediation: 'Make it so.',
      type: 'boolean',
      severity: 'low',
      evidencePolicy: 'none',
      validForDays: 90,
      dimension: 'backup',
    }),
  )

/** A published version of a checklist, assigned to the system. */
async function publish(key: string, number: number, controls: Asked[]): Promise<void> {
  const { rows } = await sql().query<{ id: string }>(
    `insert into checklist (id, key, title, is_shipped, created_at) values ($1, $2, $2, false, $3)
     on conflict (key) do update set title = excluded.title returning id`,
    [newId(), key, now],
  )
  const checklistId = rows[0]?.id
  await insert(
    `update checklist_version set state = 'retired' where checklist_id = $1 and state = 'published'`,
    [checklistId],
  )
  const version = newId()
  await insert(
    `insert into checklist_version (id, checklist_id, number, state, title, purpose, occasion, applies_to, source, hash, created_at,
                                    published_at)
     values ($1, $2, $3, 'draft', $4, 'to test', 'quarterly', '{}', '', '', $5, null)`,
    [version, checklistId, number, key, now],
  )
  for (const [position, each] of controls.entries()) {
    await insert(
      `insert into control_revision (id, version_id, key, position, area, question, why, remediation, type, choices, severity,
         evidence_policy, valid_for_days, dimension, applies_when, answered_by, meaning)
       values ($1, $2, $3, $4, 'Area', 'Is it so?', 'Because it is.', 'Make it so.', 'boolean', '[]', $5, 'none', 90, 'backup',
         $6, $7, $8)`,
      [
        newId(),
        version,
        each.key,
        position,
        each.severity,
        each.appliesWhen ? JSON.stringify(each.appliesWhen) : null,
        JSON.stringify(each.answeredBy ?? []),
        meaning(each.key),
      ],
    )
  }
  await insert(`update checklist_version set state = 'published', published_at = $2 where id = $1`, [
    version,
    now,
  ])
  await insert(
    `insert into checklist_assignment (system_id, checklist_id, assigned_at) values ($1, $2, $3) on conflict do nothing`,
    [system.id, checklistId, now],
  )
}

async function answer(
  controlKey: string,
  outcome: string,
  over: { source?: string; validUntil?: Date | null } = {},
): Promise<void> {
  await insert(
    `insert into assessment (id, system_id, control_key, meaning, outcome, answer, source, statement, facts, evidence_ids, answered_by_id,
                             answered_at, valid_until)
     values ($1, $2, $3, $4, $5, '{"kind":"boolean","value":true}', $6, 'Yes', '[]', '{}', $7, $8, $9)
     on conflict (system_id, control_key) do update set outcome = excluded.outcome, valid_until = excluded.valid_until`,
    [
      newId(),
      system.id,
      controlKey,
      meaning(controlKey),
      outcome,
      over.source ?? 'manual',
      over.source === 'auto' ? null : person,
      at(-day),
      over.validUntil === undefined ? at(80 * day) : over.validUntil,
    ],
  )
}

const score = async () => {
  const scored = (await scoreSystems([system.id])).get(system.id)
  if (!scored) throw new Error('no score')
  return scored
}

describe('the score of a system as it is stored', () => {
  beforeEach(() =>
    publish('quarterly', 1, [
      { key: 'backup.restored', severity: 'critical' },
      { key: 'backup.runs', severity: 'high', answeredBy: [{ check: ['bk.age'] }] },
      { key: 'host.patched', severity: 'high', appliesWhen: { systemKind: ['host'] } },
    ]),
  )

  it('counts the controls that apply, by their answers', async () => {
    await answer('backup.restored', 'pass')
    const { score: found, checklists } = await score()
    expect(found.contributions.map(({ key, standing }) => [key, standing])).toEqual([
      ['backup.restored', 'pass'],
      ['backup.runs', 'never'],
    ])
    expect(found.posture).toBeCloseTo(66.67, 2)
    expect(checklists).toEqual([{ key: 'quarterly', version: 1 }])
  })

  it('each key once over all checklists, and a draft counts nothing', async () => {
    await publish('start', 1, [
      { key: 'backup.restored', severity: 'low' },
      { key: 'owner.named', severity: 'low' },
    ])
    expect((await score()).score.contributions.map(({ key, severity }) => [key, severity])).toEqual([
      ['backup.restored', 'critical'],
      ['backup.runs', 'high'],
      ['owner.named', 'low'],
    ])
  })

  it('leaves out what was approved as not applicable, until its end', async () => {
    await answer('backup.restored', 'pass')
    await insert(
      `insert into control_exclusion (id, system_id, control_key, reason_code, reason, requester_id, requested_at, until)
       values ($1, $2, 'backup.runs', 'other', 'because', $3, $4, $5)`,
      [newId(), system.id, person, at(-day), at(30 * day)],
    )
    expect((await score()).score.exclusions, 'asked for only').toEqual([])
    await insert('update control_exclusion set approved_at = $1, approver_id = $2', [at(-hour), person])
    const { score: found } = await score()
    expect(found).toMatchObject({ posture: 100, coverage: 100, grade: 'A' })
    expect(found.exclusionEffect).toBeCloseTo(33.33, 2)
    await database.setNow(at(31 * day))
    expect((await score()).score.exclusions, 'expired').toEqual([])
  })

  it('is capped by findings, by name', async () => {
    await answer('backup.restored', 'pass')
    await answer('backup.runs', 'pass')
    const check = { id: await addCheck(now, system, { kind: 'bk.age', state: 'fail' }), systemId: system.id }
    const late = await addFinding(now, check, { severity: 'high', dueIn: -1 })
    const grave = await addFinding(now, check, { severity: 'critical', dueIn: 5 })
    await addFinding(now, check, { severity: 'high', dueIn: 5 })
    expect((await score()).score).toMatchObject({
      posture: 100,
      cappedPosture: 59,
      grade: 'F',
      caps: [
        { finding: grave, at: 59, reason: 'open-critical' },
        { finding: late, at: 79, reason: 'overdue-high' },
      ],
    })
    await insert(`update finding set state = 'verified', verified_at = $1 where number = any($2)`, [
      now,
      [late, grave],
    ])
    expect((await score()).score.grade).toBe('A')
  })

  it('an accepted risk covers its control while the acceptance runs, and no longer', async () => {
    await answer('backup.restored', 'pass')
    const check = { id: await addCheck(now, system, { kind: 'bk.age', state: 'fail' }), systemId: system.id }
    const number = await addFinding(now, check, { severity: 'critical', state: 'accepted' })
    await insert(`update finding set check_kind = 'bk.age' where number = $1`, [number])
    await insert(
      `insert into acceptance (id, finding_id, decision, rationale, requester_id, approver_id, requested_at, approved_at, until)
       select $2, id, 'accept', 'because', $3, $3, $4, $4, $5 from finding where number = $1`,
      [number, newId(), person, at(-day), at(5 * day)],
    )
    const accepted = await score()
    expect(accepted.score.contributions.find(({ key }) => key === 'backup.runs')?.standing).toBe('accepted')
    expect(accepted.score).toMatchObject({
      coverage: 100,
      caps: [{ finding: number, reason: 'accepted-critical' }],
    })
    await database.setNow(at(6 * day))
    const expired = await score()
    expect(expired.score.contributions.find(({ key }) => key === 'backup.runs')?.standing).toBe('never')
    expect(expired.score.caps).toEqual([{ at: 59, finding: number, reason: 'open-critical' }])
  })

  it('of a system without a checklist says nothing', async () => {
    const bare = await addSystem(now, 'bare')
    const scored = (await scoreSystems([bare.id])).get(bare.id)
    expect(scored).toMatchObject({ checklists: [], score: { grade: '?', coverage: 0, health: null } })
  })
})

describe('snapshots', () => {
  beforeEach(async () => {
    await publish('quarterly', 1, [
      { key: 'backup.restored', severity: 'high' },
      { key: 'backup.runs', severity: 'high' },
    ])
    await answer('backup.restored', 'pass')
  })

  it('are taken once a day, and never changed', async () => {
    expect(await takeSnapshots()).toBe(1)
    expect(await takeSnapshots()).toBe(0)
    await answer('backup.runs', 'pass')
    expect(await takeSnapshots()).toBe(0)
    expect(await readSnapshot(system.id, '2026-11-23')).toMatchObject({
      posture: 50,
      cappedPosture: 50,
      coverage: 50,
      grade: '?',
      caps: [],
      checklists: [{ key: 'quarterly', version: 1 }],
    })
    await expect(insert('update score_snapshot set posture = 100')).rejects.toThrow()
    await expect(insert('delete from score_snapshot')).rejects.toThrow()
    await database.setNow(at(day))
    expect(await takeSnapshots()).toBe(1)
    expect((await listSnapshots(system.id, 90)).map(({ day: of, posture }) => [of, posture])).toEqual([
      ['2026-11-23', 50],
      ['2026-11-24', 100],
    ])
  })

  it('by two workers at once are one', async () => {
    const counts = await Promise.all([takeSnapshots(), takeSnapshots(), takeSnapshots()])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
  })

  it('are of one moment, whatever is written while they are computed', async () => {
    const check = { id: await addCheck(now, system, { kind: 'bk.age', state: 'fail' }), systemId: system.id }
    const grave = await addFinding(now, check, { severity: 'critical', dueIn: 5 })
    // An answer and a finding change in one transaction: no moment has the one without the other.
    await readAcross('finding', takeSnapshots, async (on) => {
      await on.query(`update assessment set outcome = 'fail'`)
      await on.query(`update finding set state = 'verified', verified_at = $2 where number = $1`, [
        grave,
        now,
      ])
    })
    expect(await readSnapshot(system.id, '2026-11-23')).toMatchObject({
      posture: 50,
      caps: [{ finding: grave, reason: 'open-critical' }],
    })
  })

  it('of days that nobody worked are not made up', async () => {
    await takeSnapshots()
    await database.setNow(at(5 * day))
    await takeSnapshots()
    expect((await listSnapshots(system.id, 90)).map(({ day: of }) => of)).toEqual([
      '2026-11-23',
      '2026-11-28',
    ])
  })

  it('explain the difference from day to day out of what they kept', async () => {
    await takeSnapshots()
    await database.setNow(at(day))
    await publish('quarterly', 2, [
      { key: 'backup.restored', severity: 'high' },
      { key: 'backup.runs', severity: 'high' },
      { key: 'owner.named', severity: 'critical' },
    ])
    await answer('backup.runs', 'warn')
    await takeSnapshots()
    const [before, after] = [
      await readSnapshot(system.id, '2026-11-23'),
      await readSnapshot(system.id, '2026-11-24'),
    ]
    if (!before || !after) throw new Error('no snapshots')
    const lines = explainChange(before, after)
    expect(lines.map(({ cause, key }) => [cause, key])).toEqual([
      ['checklist', 'owner.named'],
      ['outcome', 'backup.runs'],
    ])
    expect(lines.reduce((sum, { posture }) => sum + posture, 0)).toBeCloseTo(
      after.cappedPosture - before.cappedPosture,
      9,
    )
    expect(await readSnapshot(system.id, '2026-11-25')).toBeNull()
  })

  it('wait for a system that was just added, and never for one that is archived', async () => {
    const fresh = await addSystem(now, 'fresh')
    await insert('update system set created_at = $1 where id = $2', [at(-60_000), fresh.id])
    await addSystem(now, 'gone', { archived: true })
    expect(await listUnscored()).toEqual([system.id])
    await database.setNow(at(15 * 60_000))
    expect((await listUnscored()).sort()).toEqual([system.id, fresh.id].sort())
  })

  it('wait after an absence until the data were asked again, but not for ever', async () => {
    await answer('backup.runs', 'pass', { source: 'auto', validUntil: at(-hour) })
    expect(await listUnscored()).toEqual([])
    await database.setNow(new Date('2026-11-23T22:00:00Z'))
    expect(await listUnscored()).toEqual([system.id])
    await database.setNow(now)
    await insert('update assessment set valid_until = $1', [at(hour)])
    expect(await listUnscored()).toEqual([system.id])
  })
})
