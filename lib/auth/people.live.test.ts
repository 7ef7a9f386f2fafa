import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { audited } from '@/scripts/testing/audited'
import { until } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, passphrase, viewerFor } from '@/scripts/testing/test-people'
import { changePassword, changeProfile } from './account-service'
import { checkAuditChain, readAudit } from './audit-service'
import { endSession, viewerOfSession } from './session-service'
import { signIn } from './sign-in'
import { changeTeam, createTeam, deleteTeam, getTeam, listTeams, manageTeams } from './team-service'
import {
  changeUser,
  choosePassword,
  createUser,
  disableUser,
  enableUser,
  endSessionsOf,
  getUser,
  issuePasswordLink,
  listUsers,
  personOfLink,
} from './user-service'
import type { Viewer } from './viewer'

let database: TestDatabase
let admin: Viewer
const client = { ip: '198.51.100.7', userAgent: 'test' }
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? ''

beforeAll(async () => {
  database = await createTestDatabase()
  admin = await viewerFor(await createPerson({ email: 'root@example.com', role: 'admin' }))
})
afterAll(() => database.drop())

describe('every mutation writes its audit row in its own transaction', () => {
  it('people', async () => {
    const input = { name: 'Ada', email: 'ada@example.com', role: 'viewer' as const, teamIds: [] }
    const { result, row } = await audited('user.create', () => createUser(admin, input))
    expect(row).toMatchObject({
      actor_label: 'root@example.com',
      ip: '198.51.100.7',
      entity_id: result.id,
      after: input,
    })
    const { id } = result
    const changed = await audited('user.change', () =>
      changeUser(admin, { id, name: 'Ada L', role: 'maintainer', teamIds: [] }),
    )
    expect(changed.row).toMatchObject({ before: { role: 'viewer' }, after: { role: 'maintainer' } })
    await audited('user.end-sessions', () => endSessionsOf(admin, id))
    await audited('user.disable', () => disableUser(admin, id))
    await audited('user.enable', () => enableUser(admin, id))
    const link = await audited('user.issue-password-link', () => issuePasswordLink(admin, id))
    expect(JSON.stringify(link.row)).not.toContain(tokenOf(link.result))
  })

  it('teams', async () => {
    const { result } = await audited('team.create', () => createTeam(admin, { name: 'Orders' }))
    await audited('team.change', () =>
      changeTeam(admin, { id: result.id, name: 'Orders EU', memberIds: [admin.id] }),
    )
    expect(await getTeam(admin, result.id)).toMatchObject({ name: 'Orders EU', members: [{ id: admin.id }] })
    await audited('team.delete', () => deleteTeam(admin, result.id))
  })

  it('own account and sessions', async () => {
    const id = await createPerson({ email: 'own@example.com', role: 'viewer' })
    const signedIn = await audited('session.sign-in', () =>
      signIn({ email: 'own@example.com', password: passphrase }, client),
    )
    const viewer = (await viewerOfSession(signedIn.result, client.ip)) as Viewer
    await audited('user.change-profile', () =>
      changeProfile(viewer, {
        name: 'Own',
        timeZone: 'Asia/Tokyo',
        theme: 'light',
        hotkeys: true,
        landing: 'fleet',
      }),
    )
    expect(await viewerOfSession(signedIn.result, client.ip)).toMatchObject({
      landing: 'fleet',
      timeZone: 'Asia/Tokyo',
    })
    await audited('session.end', () => endSession(viewer, signedIn.result.sid, 'session.end'))
    const password = 'fresh words for this account'
    const changed = await audited(
      'user.change-password',
      () => changePassword(viewer, { current: passphrase, password }, client),
      ['session.sign-in'],
    )
    expect(changed.row).toMatchObject({ actor_label: 'own@example.com', entity_id: id })
    await audited('session.sign-out', () => endSession(viewer, changed.result.sid, 'session.sign-out'))
    const refused = await audited('session.refuse', () =>
      signIn({ email: 'own@example.com', password: passphrase }, client).catch((error: Error) => {
        if (!(error instanceof Problem)) throw error
      }),
    )
    expect(refused.row).toMatchObject({ entity_id: id, ip: client.ip })
    const token = tokenOf(await issuePasswordLink(admin, id))
    await audited(
      'user.choose-password',
      () => choosePassword({ token, password, timeZone: 'UTC' }, client),
      ['session.sign-in'],
    )
  })
})

describe('only administrators', () => {
  it.each(['viewer', 'maintainer', 'manager'] as const)(
    'a %s manages nobody and reads no log',
    async (role) => {
      const somebody = await viewerFor(await createPerson({ email: `${role}@example.com`, role }))
      const id = admin.id
      const attempts: Promise<unknown>[] = [
        listUsers(somebody),
        getUser(somebody, id),
        createUser(somebody, { name: 'X', email: 'x@example.com', role: 'admin', teamIds: [] }),
        changeUser(somebody, { id: somebody.id, name: 'X', role: 'admin', teamIds: [] }),
        disableUser(somebody, id),
        enableUser(somebody, id),
        endSessionsOf(somebody, id),
        issuePasswordLink(somebody, id),
        manageTeams(somebody),
        getTeam(somebody, newId()),
        createTeam(somebody, { name: 'X' }),
        changeTeam(somebody, { id: newId(), name: 'X', memberIds: [] }),
        deleteTeam(somebody, newId()),
        readAudit(somebody, { before: null }),
        checkAuditChain(somebody, { whole: true }),
      ]
      for (const outcome of await Promise.allSettled(attempts)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } })
      }
      expect(await listTeams(somebody)).toEqual(await listTeams(admin))
    },
  )

  it('meet nobody under a foreign or malformed id', async () => {
    for (const id of [newId(), 'not-an-id', '', "' or 1=1"]) {
      await expect(getUser(admin, id)).rejects.toMatchObject({ kind: 'not-found' })
      await expect(getTeam(admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    }
    await expect(disableUser(admin, newId())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      changeUser(admin, { id: newId(), name: 'X', role: 'viewer', teamIds: [] }),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('cannot remove themselves or the last of them', async () => {
    await expect(disableUser(admin, admin.id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      changeUser(admin, { id: admin.id, name: 'R', role: 'manager', teamIds: [] }),
    ).rejects.toThrow('This is the only administrator.')
    const second = await createPerson({ email: 'second@example.com', role: 'admin' })
    const third = await viewerFor(await createPerson({ email: 'third@example.com', role: 'admin' }))
    await disableUser(third, second)
    // Two at the same moment: each sees the other one, and one must stay.
    const outcomes = await Promise.allSettled([
      changeUser(admin, { id: third.id, name: 'T', role: 'viewer', teamIds: [] }),
      changeUser(third, { id: admin.id, name: 'R', role: 'viewer', teamIds: [] }),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1)
    const { rows } = await sql().query<{ id: string }>(
      `select id from app_user where role = 'admin' and disabled_at is null`,
    )
    expect(rows).toHaveLength(1)
    admin = await viewerFor(rows[0]?.id ?? '')
  })

  it('find addresses and team names taken in whatever case', async () => {
    await createTeam(admin, { name: 'Taken' })
    await expect(createTeam(admin, { name: 'Taken' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    })
    await expect(
      createUser(admin, { name: 'R', email: 'root@example.com', role: 'viewer', teamIds: [] }),
    ).rejects.toMatchObject({ fields: { email: expect.any(String) } })
  })

  it('keep a team that looks after systems', async () => {
    const { id } = await createTeam(admin, { name: 'Busy' })
    await sql().query(
      `insert into system (id, name, kind, environment, criticality, team_id, created_at, tags)
       values ($1, 'orders', 'database', 'production', 'high', $2, app_now(), '{}')`,
      [newId(), id],
    )
    await expect(deleteTeam(admin, id)).rejects.toThrow('looks after 1 system.')
  })

  it('keep a team that is given a system while they delete it', async () => {
    const { id } = await createTeam(admin, { name: 'Late' })
    const giver = await sql().connect()
    await giver.query('begin')
    await giver.query(
      `insert into system (id, name, kind, environment, criticality, team_id, created_at, tags)
       values ($1, 'stock', 'database', 'production', 'high', $2, app_now(), '{}')`,
      [newId(), id],
    )
    const deletion = expect(deleteTeam(admin, id)).rejects.toThrow('looks after 1 system.')
    await until(
      async () =>
        (
          await sql().query(
            `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = $1`,
            [database.name],
          )
        ).rowCount,
    )
    await giver.query('commit')
    giver.release()
    await deletion
    expect(await getTeam(admin, id)).toMatchObject({ systems: 1 })
  })
})

describe('a password link', () => {
  it('works once, ends earlier sessions, and signs in', async () => {
    const { id, link } = await createUser(admin, {
      name: 'Grace',
      email: 'grace@example.com',
      role: 'manager',
      teamIds: [],
    })
    const token = tokenOf(link)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(await personOfLink(token)).toEqual({ name: 'Grace', email: 'grace@example.com' })
    const choice = { token, password: 'four brisk random words', timeZone: 'Europe/Paris' }
    await expect(choosePassword({ ...choice, password: 'grace12345678' }, client)).rejects.toMatchObject({
      kind: 'invalid',
    })
    const claims = await choosePassword(choice, client)
    expect(await viewerOfSession(claims, null)).toMatchObject({
      id,
      role: 'manager',
      timeZone: 'Europe/Paris',
    })
    await expect(choosePassword(choice, client)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await personOfLink(token)).toBeNull()
    await choosePassword({ ...choice, token: tokenOf(await issuePasswordLink(admin, id)) }, client)
    expect(await viewerOfSession(claims, null)).toBeNull()
  })

  it('is one of two at the same moment', async () => {
    const { link } = await createUser(admin, {
      name: 'T',
      email: 'twin@example.com',
      role: 'viewer',
      teamIds: [],
    })
    const choice = { token: tokenOf(link), password: 'four brisk random words', timeZone: 'UTC' }
    const outcomes = await Promise.allSettled([
      choosePassword(choice, client),
      choosePassword(choice, client),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  it('is replaced by the next one, dies with the account, and after a day', async () => {
    const { id, link } = await createUser(admin, {
      name: 'L',
      email: 'late@example.com',
      role: 'viewer',
      teamIds: [],
    })
    const second = tokenOf(await issuePasswordLink(admin, id))
    expect(await personOfLink(tokenOf(link))).toBeNull()
    await disableUser(admin, id)
    expect(await personOfLink(second)).toBeNull()
    await enableUser(admin, id)
    const third = tokenOf(await issuePasswordLink(admin, id))
    await database.setNow(new Date(Date.now() + 86_401_000))
    expect(await personOfLink(third)).toBeNull()
    await expect(
      choosePassword({ token: third, password: 'four brisk random words', timeZone: 'UTC' }, client),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('is in the database only as a hash', async () => {
    const { link } = await createUser(admin, {
      name: 'H',
      email: 'hash@example.com',
      role: 'viewer',
      teamIds: [],
    })
    const { rows } = await sql().query<{ line: string }>(
      `select l::text as line from setup_link l union all select a::text from audit_entry a`,
    )
    expect(rows.map((row) => row.line).join()).not.toContain(tokenOf(link))
  })
})
