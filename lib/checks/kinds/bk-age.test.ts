import { describe, expect, it } from 'vitest'
import type { BackupEntry } from '@/lib/probes/backup-entry'
import type { BackupListing } from '@/lib/probes/files'
import { bkAge } from './bk-age'

const now = new Date('2026-11-23T10:00:00Z')
const settings = bkAge.config.parse({})

const made = (hoursAgo: number, name = 'db.dump'): BackupEntry => ({
  name,
  sizeBytes: 5e6,
  at: new Date(now.getTime() - hoursAgo * 3_600_000),
  timeFrom: 'modified',
  type: 'file',
})

function judge(listing: Partial<BackupListing>, config = settings) {
  const empty: BackupListing = {
    pathExists: true,
    matches: 1,
    complete: [],
    unfinished: [],
    hidden: [],
    broken: [],
  }
  return bkAge.judge({ path: '/backups', pattern: '*.dump', listing: { ...empty, ...listing } }, config, now)
}

describe('bk.age', () => {
  it.each([
    [3, 'ok'],
    [25.9, 'ok'],
    [26, 'warn'],
    [49, 'warn'],
    [50, 'fail'],
    [500, 'fail'],
  ])('%s hours is %s', (hours, verdict) => {
    expect(judge({ complete: [made(hours)] })).toMatchObject({
      verdict,
      unit: 'h',
      thresholds: { warn: 26, fail: 50 },
    })
  })

  it('says which backup it means, and how old it is', () => {
    expect(judge({ complete: [made(30)] }).reason).toBe(
      'The newest backup, db.dump, is 30 h old: the limit is 26 h.',
    )
  })

  it.each([
    [4, 3, 'ok', { warn: 4, fail: 4 }],
    [4, 5, 'fail', { warn: 4, fail: 4 }],
    [48, 30, 'warn', { warn: 26, fail: 48 }],
    [100, 60, 'fail', { warn: 26, fail: 50 }],
  ])('with a recovery point objective of %s h, %s h is %s', (rpoHours, hours, verdict, thresholds) => {
    expect(judge({ complete: [made(hours)] }, { ...settings, rpoHours })).toMatchObject({
      verdict,
      thresholds,
    })
  })

  it('fails where there is no backup at all, and says why', () => {
    expect(judge({ pathExists: false, matches: 0 })).toMatchObject({
      verdict: 'fail',
      value: null,
      reason:
        '/backups does not exist: no backup is there. Either the path is wrong, or its volume is not mounted.',
    })
    expect(judge({ matches: 0 }).reason).toBe('/backups holds no backup that matches "*.dump".')
    expect(judge({ unfinished: ['db.dump.part'] })).toMatchObject({ verdict: 'fail' })
    expect(judge({ unfinished: ['db.dump.part'] }).reason).toContain('still being written')
  })

  it('is unknown where a newer one may be hidden', () => {
    const hidden = [{ name: 'new.dump', reason: 'could not be read (EACCES)' }]
    const judged = judge({ matches: 2, complete: [made(60)], hidden })
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toContain(
      '1 of 2 backups in /backups could not be read (new.dump: could not be read (EACCES))',
    )
    expect(judge({ complete: [], hidden }).verdict).toBe('unknown')
  })

  it('is ok with hidden ones beside a fresh one: the claim is proven', () => {
    expect(judge({ complete: [made(1)], hidden: [{ name: 'x', reason: 'y' }] }).verdict).toBe('ok')
  })

  it('never counts a date in the future as fresh', () => {
    expect(judge({ complete: [made(-5)] }).verdict).toBe('unknown')
    expect(judge({ complete: [made(-5), made(60, 'old.dump')] })).toMatchObject({
      verdict: 'fail',
      value: 60,
    })
    // Clocks of two machines differ by seconds.
    expect(judge({ complete: [made(-0.01)] })).toMatchObject({ verdict: 'ok', value: 0 })
  })

  it('refuses a time zone that does not exist', () => {
    expect(bkAge.config.safeParse({ nameTimeZone: 'Mars/Olympus' }).success).toBe(false)
    expect(bkAge.config.safeParse({ nameTimeZone: 'Europe/Berlin' }).success).toBe(true)
  })
})
