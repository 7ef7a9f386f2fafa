import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyAuditChain } from '@/lib/audit/store'
import { sql } from '@/lib/db/database'
import { audited } from '@/scripts/testing/audited'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { viewerOfSession } from './session-service'
import {
  createFirstAdmin,
  ensureAdminFromEnvironment,
  isSetUp,
  issueSetupLink,
  setupState,
} from './setup-link'
import { signIn } from './sign-in'

let database: TestDatabase
const client = { ip: '127.0.0.1', userAgent: 'test' }
const ada = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'nine wheels tapped at night',
  timeZone: 'Europe/London',
}

async function issue(): Promise<string> {
  const link = await issueSetupLink()
  return new URL(link ?? 'http://none').searchParams.get('token') ?? ''
}

const admins = async () => {
  const { rows } = await sql().query<{ email: string }>(`select email from app_user where role = 'admin'`)
  return rows.map((row) => row.email)
}

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await database.drop()
})

describe('the setup link', () => {
  it('makes the first administrator, who is signed in, and never another', async () => {
    const token = await issue()
    const spare = await issue()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect([await isSetUp(), await setupState(token)]).toEqual([false, 'open'])
    const claims = await createFirstAdmin({ ...ada, token }, client)
    expect(await viewerOfSession(claims, null)).toMatchObject({ role: 'admin', timeZone: 'Europe/London' })
    expect(await issueSetupLink()).toBeNull()
    for (const used of [token, spare]) {
      expect(await setupState(used)).toBe('done')
      await expect(
        createFirstAdmin({ ...ada, email: 'eve@example.com', token: used }, client),
      ).rejects.toMatchObject({
        kind: 'forbidden',
      })
    }
    expect(await admins()).toEqual(['ada@example.com'])
    expect(await verifyAuditChain()).toMatchObject({ intact: true, whole: true })
  })

  it('is one transaction with its audit row, as is what it makes', async () => {
    const issued = await audited('setup.issue', () => issue())
    expect(issued.row).toMatchObject({ actor_label: 'setup' })
    expect(JSON.stringify(issued.row)).not.toContain(issued.result)
    const made = await audited(
      'user.create',
      () => createFirstAdmin({ ...ada, token: issued.result }, client),
      ['session.sign-in'],
    )
    expect(made.row).toMatchObject({ actor_label: 'setup', after: { role: 'admin' } })
  })

  it('makes one administrator even when two links are used at the same moment', async () => {
    const tokens = await Promise.all([issue(), issue(), issue()])
    const outcomes = await Promise.allSettled(
      tokens.map((token, i) => createFirstAdmin({ ...ada, email: `ada${i}@example.com`, token }, client)),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await admins()).toHaveLength(1)
  })

  it('is kept when the form has a fault', async () => {
    const token = await issue()
    await expect(createFirstAdmin({ ...ada, password: 'lovelace1815', token }, client)).rejects.toMatchObject(
      {
        fields: { password: expect.stringContaining('name') },
      },
    )
    expect(await setupState(token)).toBe('open')
  })

  it('does not work when it is made up, empty, or older than a day', async () => {
    const token = await issue()
    for (const wrong of ['', 'x', `${token}x`]) {
      expect(await setupState(wrong)).toBe('no-link')
      await expect(createFirstAdmin({ ...ada, token: wrong }, client)).rejects.toThrow(
        'This setup link does not work',
      )
    }
    await database.setNow(new Date(Date.now() + 86_401_000))
    expect(await setupState(token)).toBe('no-link')
  })

  it('is stored as a hash only', async () => {
    const token = await issue()
    const { rows } = await sql().query<{ line: string }>(
      `select l::text as line from setup_link l union all select a::text from audit_entry a`,
    )
    expect(rows.map((row) => row.line).join()).not.toContain(token)
  })
})

describe('WHEELTAPPER_ADMIN_EMAIL and WHEELTAPPER_ADMIN_PASSWORD', () => {
  it('make the administrator of an unattended installation, once', async () => {
    vi.stubEnv('WHEELTAPPER_ADMIN_EMAIL', 'Ops@Example.com')
    vi.stubEnv('WHEELTAPPER_ADMIN_PASSWORD', ada.password)
    const both = await Promise.allSettled([ensureAdminFromEnvironment(), ensureAdminFromEnvironment()])
    expect(both.map((outcome) => outcome.status === 'fulfilled' && outcome.value).sort()).toEqual([
      false,
      true,
    ])
    expect(both.every((outcome) => outcome.status === 'fulfilled')).toBe(true)
    expect(await ensureAdminFromEnvironment()).toBe(false)
    expect(await admins()).toEqual(['ops@example.com'])
    expect(await signIn({ email: 'ops@example.com', password: ada.password }, client)).toMatchObject({
      sv: 1,
    })
    expect(await issueSetupLink()).toBeNull()
  })

  it.each([
    ['ops', ada.password, 'WHEELTAPPER_ADMIN_EMAIL is not an e-mail address'],
    ['ops@example.com', 'short', 'WHEELTAPPER_ADMIN_PASSWORD: Use at least 12 characters'],
    ['ops@example.com', '', 'belong together'],
  ])('say what is wrong: %s / %s', async (email, password, sentence) => {
    vi.stubEnv('WHEELTAPPER_ADMIN_EMAIL', email)
    vi.stubEnv('WHEELTAPPER_ADMIN_PASSWORD', password)
    await expect(ensureAdminFromEnvironment()).rejects.toThrow(sentence)
    expect(await admins()).toEqual([])
  })

  it('may be absent', async () => {
    expect(await ensureAdminFromEnvironment()).toBe(false)
  })
})
