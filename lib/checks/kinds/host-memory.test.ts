import { describe, expect, it } from 'vitest'
import type { PastSample } from '../define-check'
import { hostMemory } from './host-memory'

const now = new Date('2026-11-23T10:00:00Z')
const settings = hostMemory.config.parse({})
const total = 1_000

/** One sample per five minutes before now, newest last. */
const earlier = (...values: number[]): PastSample[] =>
  values.map((value, index) => ({ at: new Date(now.getTime() - (values.length - index) * 300_000), value }))

const judge = (
  used: number,
  past: PastSample[] = [],
  group: { totalBytes: number; availableBytes: number } | null = null,
) =>
  hostMemory.judge(
    { host: { totalBytes: total, availableBytes: total - used * 10 }, group, earlier: past },
    settings,
    now,
  )

describe('host.memory', () => {
  it.each([
    [50, [], 'ok'],
    [89, [], 'ok'],
    [90, [], 'warn'],
    [94, [], 'warn'],
    [95, [], 'fail'],
    [86, earlier(86, 88, 87), 'warn'],
    [86, earlier(86, 60, 87), 'ok'],
    [84, earlier(90, 90, 90), 'ok'],
    // One sample five minutes ago does not cover a quarter of an hour.
    [86, earlier(90), 'ok'],
  ] as const)('%s %% used after %j is %s', (used, past, verdict) => {
    expect(judge(used, [...past])).toMatchObject({ verdict, value: used })
  })

  it('says that a high value is not a warning yet', () => {
    expect(judge(86).reason).toBe(
      'The host uses 86 % of its memory (140 B of 1 kB available); this is a warning once it lasts 15 min.',
    )
  })

  it('does not take samples from before the window for sustained use', () => {
    const old = [{ at: new Date(now.getTime() - 3_600_000), value: 90 }]
    expect(judge(86, old).verdict).toBe('ok')
  })

  it('judges the limit of the container as well, and the tighter one wins', () => {
    const judged = judge(50, [], { totalBytes: 100, availableBytes: 3 })
    expect(judged.verdict).toBe('fail')
    expect(judged.value).toBe(97)
    expect(judged.resources.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['container limit', 'fail'],
      ['host', 'ok'],
    ])
    expect(judged.reason).toContain('The container uses 97 % of its memory')
  })
})
