import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { parseInput } from '@/lib/parse-input'
import { audited } from '@/scripts/testing/audited'
import { storeTestReport } from '@/scripts/testing/report-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { shareForm } from './share-schema'
import { getShares, openSharedReport, revokeShare, shareReport } from './share-service'
import { reportWeeks } from './testing/report-weeks'

const now = new Date('2026-11-23T12:00:00Z')
const day = 86_400_000
let database: TestDatabase
let cast: Cast
let reportId: string

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(now)
  await emptyTables('report', 'audit_entry')
  reportId = await storeTestReport(reportWeeks['a typical week'])
})

const link = (over: Record<string, string> = {}) =>
  parseInput(shareForm, { reportId, days: '14', note: 'Board', ...over })
const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? ''

describe('a link to a report', () => {
  it('shows the report to whoever has it, and counts how often it was opened', async () => {
    const { result, row } = await audited('report.share', () => shareReport(cast.people.manager, link()))
    expect(row).toMatchObject({ after: { reportId, note: 'Board' } })
    // The address is a secret: only its hash is kept, and the log has neither.
    expect(JSON.stringify(row)).not.toContain(tokenOf(result.url))
    const { rows } = await sql().query('select token_hash from report_share')
    expect(JSON.stringify(rows)).not.toContain(tokenOf(result.url))

    const shared = await openSharedReport(tokenOf(result.url))
    expect(shared?.report.document.title).toContain('Week 47')
    expect(shared?.report.isIntact).toBe(true)
    await openSharedReport(tokenOf(result.url))
    expect(await getShares(cast.people.viewer, reportId)).toMatchObject([
      { note: 'Board', state: 'open', openedCount: 2, createdBy: cast.people.manager.name },
    ])
  })

  it('ends by itself, to the second', async () => {
    const { url, expiresAt } = await shareReport(cast.people.manager, link({ days: '1' }))
    expect(expiresAt).toEqual(new Date(now.getTime() + day))
    await database.setNow(new Date(expiresAt.getTime() - 1_000))
    expect(await openSharedReport(tokenOf(url))).not.toBe(null)
    await database.setNow(expiresAt)
    expect(await openSharedReport(tokenOf(url))).toBe(null)
    expect(await getShares(cast.people.viewer, reportId)).toMatchObject([{ state: 'ended', openedCount: 1 }])
  })

  it('is ended by a manager at once, and only once', async () => {
    const { url } = await shareReport(cast.people.manager, link())
    const [share] = await getShares(cast.people.manager, reportId)
    await audited('report.revoke-share', () => revokeShare(cast.people.admin, share?.id ?? ''))
    expect(await openSharedReport(tokenOf(url))).toBe(null)
    await expect(revokeShare(cast.people.manager, share?.id ?? '')).rejects.toThrow('has ended already')
  })

  it.each(['viewer', 'maintainer'] as const)('is not made or ended by a %s', async (role) => {
    await expect(shareReport(cast.people[role], link())).rejects.toMatchObject({ kind: 'forbidden' })
    await shareReport(cast.people.manager, link())
    const [share] = await getShares(cast.people[role], reportId)
    await expect(revokeShare(cast.people[role], share?.id ?? '')).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it.each([
    ['nothing', ''],
    ['a guess', 'x'.repeat(43)],
    ['too long', 'x'.repeat(44)],
    ['its hash', 'a'.repeat(64)],
    ['a path', '../../../etc/passwd'],
    ['NUL', `${'x'.repeat(42)}\u0000`],
  ])('opens nothing for %s', async (_name, token) => {
    await shareReport(cast.people.manager, link())
    expect(await openSharedReport(token)).toBe(null)
  })

  it.each([
    ['no days', { days: '' }, 'At least 1 day.'],
    ['a year', { days: '365' }, 'At most 90 days. Make a new link when it has ended.'],
    ['half a day', { days: '0.5' }, 'Whole days, for example 7.'],
    ['words', { days: 'long' }, 'Say for how many days the link works: 7.'],
  ])('is refused for %s', (_name, over, sentence) => {
    expect(() => link(over)).toThrow()
    try {
      link(over)
    } catch (error) {
      expect((error as { fields: Record<string, string> }).fields.days).toBe(sentence)
    }
  })

  it('works no longer when whoever made it may not sign in any more', async () => {
    const { url } = await shareReport(cast.people.manager, link())
    await sql().query('update app_user set disabled_at = app_now() where id = $1', [cast.people.manager.id])
    try {
      expect(await openSharedReport(tokenOf(url))).toBe(null)
      expect(await getShares(cast.people.admin, reportId)).toMatchObject([{ state: 'ended', openedCount: 0 }])
    } finally {
      await sql().query('update app_user set disabled_at = null where id = $1', [cast.people.manager.id])
    }
  })

  it('is refused where fifty work already, so that none works that the list does not show', async () => {
    await Promise.all(Array.from({ length: 50 }, () => shareReport(cast.people.manager, link())))
    await expect(shareReport(cast.people.manager, link())).rejects.toMatchObject({ kind: 'too-many' })
    const [first] = await getShares(cast.people.manager, reportId)
    await revokeShare(cast.people.manager, first?.id ?? '')
    await shareReport(cast.people.manager, link())
    const shown = await getShares(cast.people.manager, reportId)
    expect(shown.map(({ state }) => state)).toEqual([...Array(50).fill('open'), 'revoked'])
  })

  it('of a report that is not there is refused', async () => {
    await expect(shareReport(cast.people.manager, link({ reportId: newId() }))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})
