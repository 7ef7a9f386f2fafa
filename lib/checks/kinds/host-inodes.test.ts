import { describe, expect, it } from 'vitest'
import { hostInodes } from './host-inodes'

const settings = hostInodes.config.parse({})
const [example] = hostInodes.examples.passing.measured

const judge = (
  figures: { mountPoint: string; files: number; filesFree: number }[],
  unreadable: { mountPoint: string; reason: string }[] = [],
) =>
  hostInodes.judge(
    {
      measured: figures.map((figure) => ({ ...(example as NonNullable<typeof example>), ...figure })),
      unreadable,
      skipped: [],
    },
    settings,
    new Date('2026-11-23T10:00:00Z'),
  )

describe('host.inodes', () => {
  it.each([
    [500, 'ok'],
    [101, 'ok'],
    [100, 'warn'],
    [51, 'warn'],
    [50, 'fail'],
    [0, 'fail'],
  ])('%s of 1,000 free is %s', (filesFree, verdict) => {
    expect(judge([{ mountPoint: '/', files: 1_000, filesFree }])).toMatchObject({
      verdict,
      value: filesFree / 10,
    })
  })

  it('does not apply where the file system makes inodes as needed', () => {
    const judged = judge([{ mountPoint: '/', files: 0, filesFree: 0 }])
    expect(judged.verdict).toBe('not-applicable')
    expect(judged.value).toBeNull()
  })

  it('judges the others when one has no inodes to count', () => {
    const judged = judge([
      { mountPoint: '/', files: 1_000, filesFree: 900 },
      { mountPoint: '/btrfs', files: 0, filesFree: 0 },
    ])
    expect(judged.verdict).toBe('ok')
    expect(judged.reason).toBe('/ has 90 % of its inodes free (900 of 1,000 inodes free).')
    expect(judged.samples).toEqual([{ key: '/', value: 90, unit: '%' }])
  })

  it('is unknown where a file system does not answer', () => {
    const judged = judge(
      [{ mountPoint: '/', files: 1_000, filesFree: 900 }],
      [{ mountPoint: '/mnt', reason: 'it hangs' }],
    )
    expect(judged.verdict).toBe('unknown')
  })
})
