import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '@/lib/audit/store'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { actOnFinding } from './act'
import { type FindingAction, findingFilter } from './schema'
import { getFinding, getFindingList } from './service'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const day = (days: number) => inDays(days).toISOString().slice(0, 10)

let database: TestDatabase
let system: TestSystem
let people: Record<Role | 'second' | 'outsider', Viewer>
let number: number

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  system = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    { kind: 'host.disk_free' },
  ])
  const teamId = newId()
  const otherTeamId = newId()
  await sql().query(`insert into team (id, name, created_at) values ($1, 'Orders', $3), ($2, 'Stock', $3)`, [
    teamId,
    otherTeamId,
    now,
  ])
  await sql().query('update system set team_id = $1', [teamId])
  const person = async (name: string, role: Role, teamIds: string[] = []) =>
    viewerFor(await createPerson({ email: `${name}@example.com`, role, teamIds }))
  people = {
    viewer: await person('vera', 'viewer', [teamId]),
    maintainer: await person('mia', 'maintainer', [teamId]),
    second: await person('mo', 'maintainer', [teamId]),
    outsider: await person('otto', 'maintainer', [otherTeamId]),
    manager: await person('max', 'manager'),
    admin: await person('ada', 'admin'),
  }
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(now)
  number = await addFinding()
})

async function addFinding(severity = 'high'): Promise<number> {
  const { rows } = await sql().query<{ number: number }>(
    `insert into finding (id, system_id, check_id, check_kind, fingerprint, origin, kind, title, detail, remediation, severity,
                          severity_reason, state, state_since, first_seen, last_seen, sla_start, due)
     values ($1::uuid, $2, $3, 'host.disk_free', $1::text, 'check', 'defect', 'Disk is full', '/ is 97 % full.', 'Delete what is not needed.', $4,
             'as the check reports it', 'open', $5, $5, $5, $5, $6) returning number`,
    [newId(), system.systemId, system.checkIds[0], severity, now, inDays(30)],
  )
  return rows[0]?.number ?? 0
}

const act = (viewer: Viewer, action: FindingAction, on = number) => actOnFinding(viewer, on, action)
const triage: () => FindingAction = () => ({
  do: 'triage',
  severity: 'high',
  ownerId: people.maintainer.id,
  due: day(20),
  comment: '',
})

async function bring(to: 'triaged' | 'in-progress' | 'resolved', on = number): Promise<void> {
  await act(people.maintainer, triage(), on)
  if (to !== 'triaged') await act(people.maintainer, { do: 'start' }, on)
  if (to === 'resolved') await act(people.maintainer, { do: 'resolve', note: 'logs rotated' }, on)
}

const stored = async (on = number) =>
  (
    await sql().query<{ state: string; [column: string]: unknown }>(
      'select * from finding where number = $1',
      [on],
    )
  ).rows[0]
const events = async (on = number) =>
  (
    await sql().query<{ type: string; actor_label: string; comment: string | null }>(
      `select e.type, e.actor_label, e.comment from finding_event e join finding f on f.id = e.finding_id where f.number = $1 order by e.at, e.id`,
      [on],
    )
  ).rows
const audits = async () =>
  (
    await sql().query<{ action: string; entity_id: string; actor_label: string; after: object }>(
      `select action, entity_id, actor_label, after from audit_entry where entity = 'finding' order by id`,
    )
  ).rows

describe('the way of a finding', () => {
  it('goes from triage to a claim and to its proof by a second person', async () => {
    await bring('resolved')
    expect(await stored()).toMatchObject({
      state: 'resolved',
      resolved_by_id: people.maintainer.id,
      resolved_within_sla: true,
    })
    await expect(act(people.maintainer, { do: 'confirm', evidence: 'df shows 40 %' })).rejects.toThrow(
      /Somebody else/,
    )
    await act(people.second, { do: 'confirm', evidence: 'df shows 40 %' })
    expect(await stored()).toMatchObject({ state: 'verified', verified_at: now })
    expect((await events()).map(({ type, actor_label }) => [type, actor_label])).toEqual([
      ['triaged', 'mia@example.com'],
      ['started', 'mia@example.com'],
      ['resolved', 'mia@example.com'],
      ['verified', 'mo@example.com'],
    ])
  })

  it('opens again when a person sees it again, and a refused claim goes back to work', async () => {
    await bring('resolved')
    await act(people.second, { do: 'reopen', comment: 'still 97 %' })
    expect(await stored()).toMatchObject({ state: 'in-progress', resolved_at: null })
    await act(people.maintainer, { do: 'resolve', note: 'really done' })
    await act(people.second, { do: 'confirm', evidence: 'df' })
    await database.setNow(inDays(40))
    await act(people.viewer, { do: 'reopen', comment: 'full again' }).catch(() => {})
    expect((await stored())?.state).toBe('verified')
    await act(people.second, { do: 'reopen', comment: 'full again' })
    expect(await stored()).toMatchObject({
      state: 'open',
      reopen_count: 1,
      sla_start: inDays(40),
      due: inDays(70),
    })
  })

  it('is a false positive until its review date', async () => {
    await expect(
      act(people.maintainer, { do: 'dismiss', reason: 'by design', reviewOn: day(-1) }),
    ).rejects.toThrow(/future/)
    await act(people.maintainer, { do: 'dismiss', reason: 'by design', reviewOn: day(90) })
    expect((await stored())?.state).toBe('false-positive')
    await expect(act(people.maintainer, { do: 'owner', ownerId: people.second.id })).rejects.toThrow(
      /nothing left to plan/,
    )
  })

  it('is a duplicate of the master, never of itself or of a duplicate', async () => {
    const [second, third] = [await addFinding(), await addFinding()]
    await expect(
      act(people.maintainer, { do: 'merge', reason: 'same disk', duplicateOf: `F-${number}` }),
    ).rejects.toThrow(/itself/)
    await expect(
      act(people.maintainer, { do: 'merge', reason: 'same disk', duplicateOf: 'F-99999' }),
    ).rejects.toThrow(/does not exist/)
    await act(people.maintainer, { do: 'merge', reason: 'same disk', duplicateOf: String(number) }, second)
    await act(people.maintainer, { do: 'merge', reason: 'same disk', duplicateOf: `f-${second}` }, third)
    const master = (await stored())?.id
    expect((await stored(second))?.duplicate_of_id).toBe(master)
    expect((await stored(third))?.duplicate_of_id).toBe(master)
    await expect(
      act(people.maintainer, { do: 'merge', reason: 'circle', duplicateOf: `F-${third}` }),
    ).rejects.toThrow(/already a duplicate/)
    expect((await getFinding(people.viewer, number)).duplicates.map((each) => each.number)).toEqual([
      second,
      third,
    ])
  })
})

describe('planning', () => {
  it('counts a due date that is moved later, and refuses the past', async () => {
    await act(people.maintainer, { do: 'due', due: day(40), comment: '' })
    await act(people.maintainer, { do: 'due', due: day(10), comment: '' })
    await act(people.maintainer, { do: 'due', due: day(50), comment: 'waiting for disks' })
    expect(await stored()).toMatchObject({ due_moved_count: 2, due: new Date(`${day(50)}T23:59:59Z`) })
    await expect(act(people.maintainer, { do: 'due', due: day(-1), comment: '' })).rejects.toThrow(/past/)
  })

  it('reads a due date in the zone of the person', async () => {
    await act({ ...people.maintainer, timeZone: 'Asia/Tokyo' }, { do: 'due', due: '2026-11-30', comment: '' })
    expect((await stored())?.due).toEqual(new Date('2026-11-30T14:59:59Z'))
  })

  it('gives a new severity its own due date', async () => {
    await act(people.maintainer, { do: 'severity', severity: 'critical', reason: 'orders stop' })
    expect(await stored()).toMatchObject({
      severity: 'critical',
      severity_reason: 'orders stop',
      due: inDays(7),
    })
  })

  it('gives it to people who can sign in, or to nobody', async () => {
    await act(people.maintainer, { do: 'owner', ownerId: people.second.id })
    await act(people.maintainer, { do: 'owner', ownerId: null })
    await expect(act(people.maintainer, { do: 'owner', ownerId: newId() })).rejects.toThrow(/cannot sign in/)
    expect((await stored())?.owner_id).toBeNull()
  })
})

describe('accepting a risk', () => {
  const request = (days: number): FindingAction => ({
    do: 'request-acceptance',
    decision: 'accept',
    rationale: 'retired in January',
    until: day(days),
    compensatingCheckId: null,
  })
  const pending = async (on = number) =>
    (await getFinding(people.viewer, on)).acceptances.find(
      ({ approvedAt, endedAt }) => !approvedAt && !endedAt,
    )?.id ?? ''

  it('needs a second person for a high risk, a manager, and an end within 90 days', async () => {
    await expect(act(people.maintainer, request(120))).rejects.toThrow(/at most 90 days/)
    await act(people.maintainer, request(60))
    await expect(act(people.maintainer, request(60))).rejects.toThrow(/waits for approval/)
    const acceptanceId = await pending()
    await expect(act(people.maintainer, { do: 'approve-acceptance', acceptanceId })).rejects.toThrow(
      /role manager/,
    )
    await act(people.manager, { do: 'approve-acceptance', acceptanceId })
    expect((await stored())?.state).toBe('accepted')
    const finding = await getFinding(people.viewer, number)
    expect(finding).toMatchObject({ dueState: 'paused', acceptedUntil: `${day(60)}T23:59:59.000Z` })
    expect(finding.acceptances[0]).toMatchObject({ approver: 'max', requester: 'mia', selfApproved: false })
  })

  it('cannot be approved by the manager who asked, unless the risk is not grave', async () => {
    await act(people.manager, request(60))
    await expect(
      act(people.manager, { do: 'approve-acceptance', acceptanceId: await pending() }),
    ).rejects.toThrow(/second person/)
    const low = await addFinding('low')
    await act(people.manager, request(300), low)
    await act(people.manager, { do: 'approve-acceptance', acceptanceId: await pending(low) }, low)
    expect((await getFinding(people.viewer, low)).acceptances[0]).toMatchObject({ selfApproved: true })
  })

  it('lets the only person of an installation approve, and stamps it', async () => {
    await sql().query('update app_user set disabled_at = $1 where id <> $2', [now, people.admin.id])
    await act(people.admin, request(60))
    await act(people.admin, { do: 'approve-acceptance', acceptanceId: await pending() })
    await sql().query('update app_user set disabled_at = null')
    expect((await getFinding(people.viewer, number)).acceptances[0]).toMatchObject({
      selfApproved: true,
      approver: 'ada',
    })
    expect((await events()).at(-1)?.type).toBe('accepted')
  })

  it('stops the clock until it is revoked, and can be renewed', async () => {
    await act(people.maintainer, request(60))
    await act(people.manager, { do: 'approve-acceptance', acceptanceId: await pending() })
    await database.setNow(inDays(10))
    await act(people.manager, { do: 'revoke-acceptance', reason: 'the fix is there' })
    expect(await stored()).toMatchObject({ state: 'triaged', due: inDays(40), sla_paused_seconds: 864_000 })
    await act(people.maintainer, request(60))
    expect((await getFinding(people.viewer, number)).acceptances[0]?.renewalCount).toBe(1)
  })

  it('is withdrawn by who asked, declined by a manager, and never decided twice', async () => {
    await act(people.maintainer, request(60))
    const acceptanceId = await pending()
    await expect(
      act(people.second, { do: 'decline-acceptance', acceptanceId, reason: 'no reason' }),
    ).rejects.toThrow(/role manager/)
    await act(people.maintainer, { do: 'decline-acceptance', acceptanceId, reason: 'fixed instead' })
    await expect(act(people.manager, { do: 'approve-acceptance', acceptanceId })).rejects.toThrow(
      /decided already/,
    )
    await act(people.maintainer, request(60))
    await act(people.manager, { do: 'decline-acceptance', acceptanceId: await pending(), reason: 'fix it' })
    expect((await events()).map(({ type }) => type)).toEqual([
      'acceptance-requested',
      'acceptance-withdrawn',
      'acceptance-requested',
      'acceptance-declined',
    ])
    await expect(act(people.manager, { do: 'approve-acceptance', acceptanceId: newId() })).rejects.toThrow(
      /does not exist/,
    )
  })

  it('is not for what has ended', async () => {
    await act(people.maintainer, { do: 'dismiss', reason: 'by design', reviewOn: day(90) })
    await expect(act(people.maintainer, request(60))).rejects.toThrow(/cannot be accepted/)
  })
})

describe('who may', () => {
  it.each(['viewer', 'outsider'] as const)('a %s may read and nothing else', async (role) => {
    expect((await getFinding(people[role], number)).abilities).toEqual(
      expect.objectContaining({
        triage: false,
        comment: false,
        edit: false,
        dismiss: false,
        requestAcceptance: false,
        approveAcceptance: false,
        verifyNow: false,
      }),
    )
    const before = (await audits()).length
    for (const action of [
      triage(),
      { do: 'comment', comment: 'hello there' },
      { do: 'owner', ownerId: null },
      { do: 'dismiss', reason: 'by design', reviewOn: day(9) },
    ] as FindingAction[]) {
      await expect(act(people[role], action)).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect((await audits()).length).toBe(before)
    expect(await events()).toEqual([])
  })

  it('nobody acts on a finding of an archived system', async () => {
    await sql().query('update system set archived_at = $1', [now])
    await expect(act(people.admin, { do: 'comment', comment: 'too late' })).rejects.toThrow(/archived/)
    await sql().query('update system set archived_at = null')
  })

  it.each([0, -1, 1.5, 2 ** 40, Number.NaN])('there is no finding %s', async (wrong) => {
    await expect(actOnFinding(people.admin, wrong, { do: 'start' })).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(getFinding(people.admin, wrong)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('what is written down', () => {
  const mia = (action: FindingAction) => () => act(people.maintainer, action)
  const max = (action: FindingAction) => () => act(people.manager, action)
  const request: FindingAction = {
    do: 'request-acceptance',
    decision: 'accept',
    rationale: 'retired in January',
    until: day(60),
    compensatingCheckId: null,
  }
  const pending = async () =>
    (await getFinding(people.viewer, number)).acceptances.find(
      ({ approvedAt, endedAt }) => !approvedAt && !endedAt,
    )?.id ?? ''

  it('is one transaction with the step that somebody takes', async () => {
    const first = await audited('finding.triaged', mia(triage()))
    expect(first.row).toMatchObject({ entity_id: (await stored())?.id, before: { state: 'open' } })
    await audited('finding.started', mia({ do: 'start' }))
    await audited('finding.resolved', mia({ do: 'resolve', note: 'logs rotated' }))
    await audited('finding.reopened', () => act(people.second, { do: 'reopen', comment: 'still 97 %' }))
    await act(people.maintainer, { do: 'resolve', note: 'really done' })
    const proved = await audited('finding.verified', () =>
      act(people.second, { do: 'confirm', evidence: 'df shows 40 %' }),
    )
    expect(proved.row).toMatchObject({ actor_label: 'mo@example.com', after: { state: 'verified' } })
  })

  it('is one transaction with what somebody plans or says', async () => {
    await audited('finding.owner', mia({ do: 'owner', ownerId: people.second.id }))
    await audited('finding.due', mia({ do: 'due', due: day(40), comment: '' }))
    await audited('finding.severity', mia({ do: 'severity', severity: 'critical', reason: 'orders stop' }))
    const said = await audited('finding.comment', mia({ do: 'comment', comment: 'asked the team' }))
    expect(said.row).toMatchObject({ after: { comment: 'asked the team' } })
    const master = await addFinding()
    await audited('finding.merged', mia({ do: 'merge', reason: 'same disk', duplicateOf: `F-${master}` }))
    number = master
    await audited('finding.dismissed', mia({ do: 'dismiss', reason: 'by design', reviewOn: day(90) }))
  })

  it('is one transaction with each word about a risk', async () => {
    await audited('finding.acceptance-requested', mia(request))
    let acceptanceId = await pending()
    const reason = 'fix it before the release'
    await audited('finding.acceptance-withdrawn', mia({ do: 'decline-acceptance', acceptanceId, reason }))
    await act(people.maintainer, request)
    acceptanceId = await pending()
    await audited('finding.acceptance-declined', max({ do: 'decline-acceptance', acceptanceId, reason }))
    await act(people.maintainer, request)
    acceptanceId = await pending()
    await audited('finding.accepted', max({ do: 'approve-acceptance', acceptanceId }))
    await audited('finding.acceptance-revoked', max({ do: 'revoke-acceptance', reason }))
  })

  it('is one audit row for each action, with before and after, in one chain', async () => {
    const before = (await audits()).length
    await bring('resolved')
    await act(people.second, { do: 'comment', comment: 'looks good' })
    const added = (await audits()).slice(before)
    expect(added.map(({ action }) => action)).toEqual([
      'finding.triaged',
      'finding.started',
      'finding.resolved',
      'finding.comment',
    ])
    expect(added[2]?.after).toMatchObject({ state: 'resolved', comment: 'logs rotated' })
    expect((await verifyAuditChain()).intact).toBe(true)
  })

  it('is nothing at all when the rule refuses', async () => {
    const before = (await audits()).length
    await expect(act(people.maintainer, { do: 'start' })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(act(people.maintainer, { do: 'resolve', note: 'done' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await audits()).length).toBe(before)
    expect(await events()).toEqual([])
  })
})

describe('the list', () => {
  const list = (query: object, viewer = people.maintainer) =>
    getFindingList(viewer, findingFilter.parse(query))

  it('has views, filters, counts and pages', async () => {
    await emptyTables('finding')
    const [one, two, three] = [
      await addFinding('critical'),
      await addFinding('low'),
      await addFinding('high'),
    ]
    await sql().query(`update finding set title = '100% of it_s disk' where number = $1`, [two])
    await act(people.maintainer, { do: 'owner', ownerId: people.maintainer.id }, one)
    await sql().query('update finding set due = $1 where number = $2', [inDays(-2), three])
    await act(people.maintainer, { do: 'dismiss', reason: 'by design', reviewOn: day(9) }, two)
    expect((await list({})).rows.map((row) => row.number)).toEqual([one, three])
    expect((await list({})).counts).toEqual({
      open: 2,
      mine: 1,
      'past-sla': 1,
      'due-7d': 0,
      unowned: 1,
      accepted: 0,
      reopened: 0,
      closed: 1,
    })
    for (const [query, numbers] of [
      [{ view: 'mine' }, [one]],
      [{ view: 'past-sla' }, [three]],
      [{ view: 'unowned' }, [three]],
      [{ view: 'closed' }, [two]],
      [{ severity: 'critical' }, [one]],
      [{ q: `F-${three}` }, [three]],
      [{ q: 'disk is' }, [one, three]],
      [{ q: '100%', view: 'closed' }, [two]],
      [{ q: '1%0', view: 'closed' }, []],
      [{ q: 'it_s', view: 'closed' }, [two]],
      [{ q: 'its', view: 'closed' }, []],
      [{ q: "'; drop table finding; --" }, []],
      [{ sort: 'due' }, [three, one]],
      [{ sort: '-due' }, [one, three]],
      [{ system: system.systemId }, [one, three]],
      [{ system: newId() }, []],
      [{ page: 2 }, []],
    ] as const) {
      expect([query, (await list(query)).rows.map((row) => row.number)]).toEqual([query, numbers])
    }
    expect((await list({}, people.viewer)).rows.every(({ editable }) => !editable)).toBe(true)
  })
})
