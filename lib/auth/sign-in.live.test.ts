import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { disconnect, sql, useDatabase } from '@/lib/db/database'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, passphrase, viewerFor } from '@/scripts/testing/test-people'
import { changePassword, changeProfile } from './account-service'
import type { SessionClaims } from './session-claims'
import { endSession, listOwnSessions, viewerOfSession } from './session-service'
import { signIn } from './sign-in'
import { changeUser, disableUser, enableUser, endSessionsOf } from './user-service'
import type { Viewer } from './viewer'

// The real library, watched.
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>()
  return { ...argon2, verify: vi.fn(argon2.verify) }
})

let database: TestDatabase
let admin: Viewer
let now = new Date('2026-11-23T08:00:00Z')
const client = { ip: '198.51.100.7', userAgent: 'test' }

async function pass(seconds: number): Promise<void> {
  now = new Date(now.getTime() + seconds * 1000)
  await database.setNow(now)
}

const attempt = (email: string, password: string, from = client) =>
  signIn({ email, password }, from).then(
    (claims) => ({ claims, kind: 'in', message: '' }),
    (problem: { kind: string; message: string }) => ({
      claims: null,
      kind: problem.kind,
      message: problem.message,
    }),
  )

const isIn = async (claims: SessionClaims) => (await viewerOfSession(claims, null)) !== null

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  admin = await viewerFor(await createPerson({ email: 'root@example.com', role: 'admin' }))
})
afterAll(() => database.drop())
beforeEach(() => pass(86_400 * 3))

describe('signing in', () => {
  it('opens a session for whoever knows the password, and only then', async () => {
    await createPerson({ email: 'ada@example.com', role: 'maintainer' })
    const { claims } = await attempt('ada@example.com', passphrase)
    expect(claims && (await viewerOfSession(claims, '198.51.100.7'))).toMatchObject({
      email: 'ada@example.com',
      role: 'maintainer',
      ip: '198.51.100.7',
    })
    expect((await attempt('ada@example.com', 'another four random words')).kind).toBe('unauthenticated')
  })

  it('says the same to unknown, wrong and disabled', async () => {
    const person = await createPerson({ email: 'gone@example.com', role: 'viewer' })
    await disableUser(admin, person)
    const answers = await Promise.all([
      attempt('nobody@example.com', passphrase),
      attempt('ada@example.com', 'wrong'),
      attempt('gone@example.com', passphrase),
    ])
    expect(new Set(answers.map((answer) => answer.message)).size).toBe(1)
    expect(answers.map((answer) => answer.kind)).toEqual(Array(3).fill('unauthenticated'))
  })

  it('notes success and refusal in the audit log, and never what was typed', async () => {
    await attempt('nobody@example.com', 'canary-password')
    const { rows } = await sql().query<{ line: string }>(`select audit_entry::text as line from audit_entry`)
    const log = rows.map((row) => row.line).join('\n')
    expect(log).toContain('session.sign-in')
    expect(log).toContain('session.refuse')
    expect(log).not.toContain('canary-password')
    expect(log).not.toContain('nobody@example.com')
  })

  it('does the same work for an unknown account as for a wrong password', async () => {
    await createPerson({ email: 'timed@example.com', role: 'viewer' })
    const work = async (email: string) => {
      vi.mocked(verify).mockClear()
      await attempt(email, 'wrong')
      return vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(1, 4).join(' '))
    }
    // What is counted is the hash with its cost: a clock would tell the load of the machine as well.
    const known = await work('timed@example.com')
    expect(known).toEqual(['argon2id v=19 m=19456,t=2,p=1'])
    expect(await work('unknown@example.com')).toEqual(known)
  })
})

describe('throttling', () => {
  it('pauses after five wrong tries, says how long, and lets the owner in after it', async () => {
    await createPerson({ email: 'slow@example.com', role: 'viewer' })
    for (let i = 0; i < 5; i += 1)
      expect((await attempt('slow@example.com', 'wrong')).kind).toBe('unauthenticated')
    await pass(1)
    await attempt('slow@example.com', 'wrong')
    expect(await attempt('slow@example.com', passphrase)).toMatchObject({
      kind: 'too-many',
      message: 'Too many tries. Wait 2 seconds, then try again.',
    })
    await pass(2)
    expect((await attempt('slow@example.com', passphrase)).kind).toBe('in')
  })

  it('survives a restart of the product', async () => {
    await createPerson({ email: 'restart@example.com', role: 'viewer' })
    for (let i = 0; i < 5; i += 1) await attempt('restart@example.com', 'wrong')
    await disconnect()
    await useDatabase(database.url)
    expect((await attempt('restart@example.com', passphrase)).kind).toBe('too-many')
  })

  it('counts tries that are sent together', async () => {
    await createPerson({ email: 'burst@example.com', role: 'viewer' })
    const answers = await Promise.all(Array.from({ length: 15 }, () => attempt('burst@example.com', 'wrong')))
    expect(answers.filter((answer) => answer.kind === 'unauthenticated')).toHaveLength(5)
    expect(answers.filter((answer) => answer.kind === 'too-many')).toHaveLength(10)
  })

  it('leaves nothing behind of tries that it refuses, whatever addresses they name', async () => {
    const stranger = { ...client, ip: '203.0.113.200' }
    for (let i = 0; i < 20; i += 1) await attempt(`flood-${i}@example.com`, 'wrong', stranger)
    const count = async () =>
      (await sql().query<{ n: number }>('select count(*) as n from login_throttle')).rows[0]?.n
    const before = await count()
    for (let i = 20; i < 30; i += 1)
      expect((await attempt(`flood-${i}@example.com`, 'wrong', stranger)).kind).toBe('too-many')
    expect(await count()).toBe(before)
  })

  it('does not shut the owner out where the owner has been, whatever strangers do', async () => {
    const home = { ...client, ip: '192.0.2.1' }
    await createPerson({ email: 'owner@example.com', role: 'viewer' })
    expect((await attempt('owner@example.com', passphrase, home)).kind).toBe('in')
    for (let i = 0; i < 12; i += 1)
      await attempt('owner@example.com', 'wrong', { ...client, ip: `10.1.1.${i}` })
    expect((await attempt('owner@example.com', passphrase, { ...client, ip: '10.9.9.9' })).kind).toBe(
      'too-many',
    )
    expect((await attempt('owner@example.com', passphrase, home)).kind).toBe('in')
    await pass(900)
    expect((await attempt('owner@example.com', passphrase, { ...client, ip: '10.9.9.9' })).kind).toBe('in')
  })
})

describe('a session', () => {
  async function open(email: string, role: 'viewer' | 'maintainer' = 'viewer') {
    const id = await createPerson({ email, role })
    const { claims } = await attempt(email, passphrase)
    if (!claims) throw new Error('not signed in')
    const viewer = await viewerOfSession(claims, null)
    if (!viewer) throw new Error('no viewer')
    return { id, claims, viewer }
  }

  it('ends when its owner is disabled, and does not come back with them', async () => {
    const { id, claims } = await open('s1@example.com')
    await disableUser(admin, id)
    expect(await isIn(claims)).toBe(false)
    await enableUser(admin, id)
    expect(await isIn(claims)).toBe(false)
  })

  it('ends when the role changes', async () => {
    const { id, claims } = await open('s2@example.com', 'maintainer')
    await changeUser(admin, { id, name: 'S', role: 'maintainer', teamIds: [] })
    expect(await isIn(claims)).toBe(true)
    await changeUser(admin, { id, name: 'S', role: 'viewer', teamIds: [] })
    expect(await isIn(claims)).toBe(false)
  })

  it('ends when the password changes, and another one opens for who changed it', async () => {
    const { claims, viewer } = await open('s3@example.com')
    const next = 'entirely different random words'
    await expect(changePassword(viewer, { current: 'wrong', password: next }, client)).rejects.toMatchObject({
      fields: { current: 'This is not your present password.' },
    })
    await expect(
      changePassword(viewer, { current: passphrase, password: 'password1234' }, client),
    ).rejects.toMatchObject({
      kind: 'invalid',
    })
    const fresh = await changePassword(viewer, { current: passphrase, password: next }, client)
    expect(await isIn(claims)).toBe(false)
    expect(await isIn(fresh)).toBe(true)
    expect((await attempt('s3@example.com', passphrase)).kind).toBe('unauthenticated')
    expect((await attempt('s3@example.com', next)).kind).toBe('in')
  })

  it('ends at sign-out, by its owner only', async () => {
    const { claims, viewer } = await open('s4@example.com')
    await expect(endSession(admin, claims.sid, 'session.end')).rejects.toMatchObject({ kind: 'not-found' })
    await endSession(viewer, claims.sid, 'session.sign-out')
    expect(await isIn(claims)).toBe(false)
    expect(await listOwnSessions(viewer)).toEqual([])
  })

  it('ends when an administrator ends all sessions of a person', async () => {
    const { id, claims } = await open('s5@example.com')
    await endSessionsOf(admin, id)
    expect(await isIn(claims)).toBe(false)
  })

  it('ends after twelve idle hours, and after seven days in any case', async () => {
    const { claims } = await open('s6@example.com')
    for (let hour = 0; hour < 7 * 24; hour += 11) {
      expect(await isIn(claims)).toBe(true)
      await pass(11 * 3600)
    }
    expect(await isIn(claims)).toBe(false)
    const idle = await attempt('s6@example.com', passphrase)
    await pass(12 * 3600 + 1)
    expect(idle.claims && (await isIn(idle.claims))).toBe(false)
  })

  it('carries no role: what the cookie claims of it is not asked', async () => {
    const { claims, viewer } = await open('s7@example.com')
    await changeProfile(viewer, {
      name: 'New name',
      timeZone: 'Europe/Berlin',
      theme: 'dark',
      hotkeys: false,
      landing: 'today',
    })
    expect(await viewerOfSession(claims, null)).toMatchObject({
      name: 'New name',
      role: 'viewer',
      theme: 'dark',
      hotkeys: false,
    })
    expect(await isIn({ ...claims, sv: claims.sv + 1 })).toBe(false)
  })
})
