import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { currentEgressPolicy } from './current-policy'
import { ownEndpoints } from './own-endpoints'
import { allowRange, listRanges, revokeRange } from './service'

let database: TestDatabase
const viewers = new Map<Role, Viewer>()

beforeAll(async () => {
  database = await createTestDatabase()
  for (const role of ['viewer', 'maintainer', 'manager', 'admin'] as const) {
    const id = newId()
    const email = `${role}@example.com`
    await sql().query(
      `insert into app_user (id, email, name, password_hash, role, created_at) values ($1, $2, $3, 'x', $4, app_now())`,
      [id, email, `The ${role}`, role],
    )
    viewers.set(role, {
      id,
      email,
      name: `The ${role}`,
      role,
      teamIds: [],
      timeZone: 'UTC',
      theme: 'system',
      hotkeys: true,
      landing: 'role',
      ip: '192.0.2.9',
    })
  }
})
afterAll(() => database.drop())

const admin = () => viewers.get('admin') as Viewer

describe('opening private ranges', () => {
  it('takes effect in the policy, is audited with the change, and is undone by revoking', async () => {
    const before = await currentEgressPolicy()
    expect(await currentEgressPolicy()).toBe(before)
    expect(await allowRange(admin(), '10.1.2.77/24', 'The shop database lives there')).toEqual({
      cidr: '10.1.2.0/24',
    })
    const after = await currentEgressPolicy()
    expect(after).not.toBe(before)
    expect(after.allowPrivate).toEqual(['10.1.2.0/24'])

    const [range] = await listRanges(admin())
    expect(range).toMatchObject({
      cidr: '10.1.2.0/24',
      reason: 'The shop database lives there',
      by: 'The admin',
    })
    await revokeRange(admin(), range?.id as string)
    expect((await currentEgressPolicy()).allowPrivate).toEqual([])
    expect(await listRanges(admin())).toEqual([])

    const { rows } = await sql().query<{ action: string; actor_label: string; ip: string }>(
      `select action, actor_label, ip from audit_entry where entity = 'egress_allowance' order by id`,
    )
    expect(rows).toEqual([
      { action: 'egress.allow', actor_label: 'admin@example.com', ip: '192.0.2.9' },
      { action: 'egress.revoke', actor_label: 'admin@example.com', ip: '192.0.2.9' },
    ])
  })

  it('and closing them are each one transaction with their audit row', async () => {
    const opened = await audited('egress.allow', () =>
      allowRange(admin(), '10.7.0.0/24', 'The stock database'),
    )
    expect(opened.row).toMatchObject({ after: { cidr: '10.7.0.0/24', reason: 'The stock database' } })
    const closed = await audited('egress.revoke', () => revokeRange(admin(), opened.row.entity_id))
    expect(closed.row).toMatchObject({ before: { cidr: '10.7.0.0/24' } })
  })

  it('leaves one row when two administrators click at once', async () => {
    await Promise.all([1, 2, 3].map(() => allowRange(admin(), '10.9.9.0/24', 'Two clicks')))
    expect((await listRanges(admin())).filter(({ cidr }) => cidr === '10.9.9.0/24')).toHaveLength(1)
  })

  it.each(['viewer', 'maintainer', 'manager'] as const)('is not for a %s', async (role) => {
    const viewer = viewers.get(role) as Viewer
    await expect(allowRange(viewer, '10.5.0.0/24', 'Because')).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(revokeRange(viewer, newId())).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(listRanges(viewer)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it.each([
    ['169.254.169.254', 'Because', 'cidr'],
    ['0.0.0.0/0', 'Because', 'cidr'],
    ['nonsense', 'Because', 'cidr'],
    ['10.5.0.0/24', ' ', 'reason'],
  ])('refuses %s with reason "%s" at the field %s', async (cidr, reason, field) => {
    await expect(allowRange(admin(), cidr, reason)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })

  it('reads EGRESS_ALLOW_CIDRS, and names the variable when it is wrong', async () => {
    process.env.EGRESS_ALLOW_CIDRS = '192.168.7.0/24, fd00:1::/64'
    expect((await currentEgressPolicy()).allowPrivate).toEqual(
      expect.arrayContaining(['192.168.7.0/24', 'fd00:1::/64']),
    )
    process.env.EGRESS_ALLOW_CIDRS = '169.254.0.0/16'
    await expect(currentEgressPolicy()).rejects.toThrow(/^EGRESS_ALLOW_CIDRS: .* is not a private range/)
    delete process.env.EGRESS_ALLOW_CIDRS
  })
})

describe('own doors', () => {
  it('are the database and the web port on every address of this machine', async () => {
    const doors = await ownEndpoints('postgresql://app:x@127.0.0.1:5433/wheeltapper', 3000)
    for (const address of ['127.0.0.1', '::1']) {
      expect(doors).toContainEqual({ address, port: 3000 })
      expect(doors).toContainEqual({ address, port: 5433 })
    }
  })

  it('are found behind a name, and a database elsewhere is one address', async () => {
    const resolve = () => Promise.resolve([{ address: '10.0.0.5', family: 4 as const }])
    const doors = await ownEndpoints('postgresql://app:x@db.internal/wheeltapper', 3000, resolve)
    expect(doors.filter(({ port }) => port === 5432)).toEqual([{ address: '10.0.0.5', port: 5432 }])
  })

  it('are where the driver connects to: the query of DATABASE_URL wins, and no user name makes it fail', async () => {
    const doors = await ownEndpoints('postgresql://app:x@ignored:1/db?host=127.0.0.1&port=5499', 3000)
    expect(doors).toContainEqual({ address: '127.0.0.1', port: 5499 })
    const local = await ownEndpoints('postgresql://app:x@/db', 3000)
    expect(local).toContainEqual({ address: '127.0.0.1', port: 5432 })
    const socket = await ownEndpoints('postgresql:///db?host=/var/run/postgresql', 3000)
    expect(socket.every(({ port }) => port === 3000)).toBe(true)
  })
})
