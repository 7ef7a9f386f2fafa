import { describe, expect, it } from 'vitest'
import { compareDependencies, compareJobs, compareVolumes } from './compare-others'
import type { SeenDependency, SeenVolume } from './snapshot'

const gigabyte = 1024 ** 3
const volume = (over: Partial<SeenVolume> = {}): SeenVolume => ({
  ...{ name: 'data', place: '/srv/data', exists: true, isMount: true, fault: null },
  ...{ totalBytes: 100 * gigabyte, usedBytes: 40 * gigabyte, availableBytes: 60 * gigabyte },
  ...over,
})

describe('volumes', () => {
  it.each<[string, Partial<SeenVolume>, Partial<SeenVolume>, string | null]>([
    ['is there', {}, {}, null],
    ['grew', {}, { usedBytes: 50 * gigabyte }, null],
    ['is gone', {}, { exists: false }, 'missing'],
    ['fell off its mount', {}, { isMount: false }, 'differs'],
    ['never was a mount', { isMount: false }, { isMount: false }, null],
    ['is smaller than what the old one held', {}, { totalBytes: 30 * gigabyte }, 'differs'],
    ['does not tell its room', {}, { totalBytes: null }, null],
    ['may not be read', {}, { fault: 'not allowed' }, 'unknown'],
    ['was not read before', { fault: 'not allowed' }, {}, 'unknown'],
  ])('one that %s', (_name, before, after, kind) => {
    expect(compareVolumes([volume(before)], [volume(after)])[0]?.kind ?? null).toBe(kind)
  })
})

describe('dependencies', () => {
  const seen = (isReachable: boolean): SeenDependency => ({
    ...{ name: 'mail', place: 'smtp:25', isReachable },
    sentence: isReachable ? 'connected within 3 ms' : 'smtp:25 refuses the connection',
  })
  it('must answer now, whether or not they did before', () => {
    expect(compareDependencies([seen(false)], [seen(true)])).toEqual([])
    expect(compareDependencies([seen(true)], [seen(false)])).toMatchObject([
      { kind: 'missing', before: 'connected within 3 ms', after: 'smtp:25 refuses the connection' },
    ])
    expect(compareDependencies([seen(false)], [seen(false)])[0]?.before).toMatch(
      /^was not reached before either/,
    )
  })
})

describe('jobs', () => {
  const since = new Date('2026-11-20T10:00:00Z')
  const job = (lastGoodAt: string | null) => ({
    ...{ type: 'task' as const, id: 'a', name: 'Nightly', detail: 'daily' },
    lastGoodAt: lastGoodAt === null ? null : new Date(lastGoodAt),
  })
  it('must have run since', () => {
    const chosen = [{ type: 'task' as const, id: 'a' }]
    expect(compareJobs(chosen, [job('2026-11-20T10:00:00Z')], since)).toEqual([])
    expect(compareJobs(chosen, [job('2026-11-20T09:59:00Z')], since)).toMatchObject([
      {
        key: 'Nightly',
        kind: 'missing',
        before: 'last done 2026-11-20 09:59 UTC',
        after: 'not done since 2026-11-20 10:00 UTC',
      },
    ])
    expect(compareJobs(chosen, [job(null)], since)[0]?.before).toBe('never done')
    expect(compareJobs(chosen, [], since)[0]).toMatchObject({
      key: 'a task that was removed',
      after: 'the task is gone: nobody sees whether it runs',
    })
  })
})
