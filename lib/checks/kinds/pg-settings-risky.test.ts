import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgSettingsRisky } from './pg-settings-risky'

const safe: Record<string, string> = {
  fsync: 'on',
  full_page_writes: 'on',
  autovacuum: 'on',
  track_counts: 'on',
  zero_damaged_pages: 'off',
  ignore_checksum_failure: 'off',
}
const judge = (changes: Record<string, string | undefined>, accepted: string[] = []) =>
  pgSettingsRisky.judge(
    {
      server: exampleServer,
      settings: Object.entries({ ...safe, ...changes }).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value }],
      ),
    },
    { accepted },
    new Date(),
  )

describe('pg.settings_risky', () => {
  it('is ok when all are safe; a slower or faster commit is a choice', () => {
    expect(judge({}).verdict).toBe('ok')
    expect(judge({ synchronous_commit: 'off' }).verdict).toBe('ok')
  })

  it.each([
    ['fsync', 'off'],
    ['full_page_writes', 'off'],
    ['autovacuum', 'off'],
    ['track_counts', 'off'],
    ['zero_damaged_pages', 'on'],
    ['ignore_checksum_failure', 'on'],
  ])('fails when %s is %s, unless that was accepted', (name, value) => {
    const judgement = judge({ [name]: value })
    expect(judgement).toMatchObject({ verdict: 'fail', value: 1, resources: [{ name, verdict: 'fail' }] })
    expect(judge({ [name]: value }, [name]).verdict).toBe('ok')
  })

  it('is unknown when the server hides one, and still fails on what it shows', () => {
    expect(judge({ ignore_checksum_failure: undefined })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('ignore_checksum_failure'),
    })
    expect(judge({ ignore_checksum_failure: undefined, fsync: 'off' }).verdict).toBe('fail')
    expect(judge({ ignore_checksum_failure: undefined }, ['ignore_checksum_failure']).verdict).toBe('ok')
  })
})
