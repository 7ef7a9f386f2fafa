import { describe, expect, it } from 'vitest'
import { CouldNotLook } from '../could-not-look'
import { bkSize } from './bk-size'

const now = new Date('2026-11-23T10:00:00Z')
const settings = bkSize.config.parse({})

function judge(
  sizes: number[],
  earlier: number[] = [],
  hidden: { name: string; reason: string }[] = [],
  room: { usedBytes: number; availableBytes: number } | null = null,
) {
  const complete = sizes.map((sizeBytes, index) => ({
    name: `db-${index}.dump`,
    sizeBytes,
    at: new Date(now.getTime() - index * 86_400_000),
    timeFrom: 'modified' as const,
    type: 'file' as const,
  }))
  const listing = { pathExists: true, matches: sizes.length, complete, unfinished: [], hidden, broken: [] }
  const past = earlier.map((value, index) => ({
    at: new Date(now.getTime() - (earlier.length - index) * 3_600_000),
    value,
  }))
  return bkSize.judge({ path: '/backups', pattern: '*', listing, earlier: past, room }, settings, now)
}

const usual = [10e6, 11e6, 9e6, 10e6]

describe('bk.size', () => {
  it.each([
    [[10e6, ...usual], 'ok', 'as usual'],
    [[7.1e6, ...usual], 'ok', '29 % smaller'],
    [[7e6, ...usual], 'warn', '30 % smaller'],
    [[4e6, ...usual], 'fail', '60 % smaller'],
    [[19e6, ...usual], 'ok', '90 % larger'],
    [[20e6, ...usual], 'warn', '100 % larger'],
    [[0, ...usual], 'fail', 'is empty'],
    [[20, ...usual], 'fail', 'has only 20 B'],
    [[0], 'fail', 'is empty'],
    [[5e6], 'ok', 'earlier backups known 0, needed 3'],
    [[5e6, 10e6, 10e6], 'ok', 'earlier backups known 2, needed 3'],
  ])('%j is %s', (sizes, verdict, words) => {
    const judged = judge(sizes)
    expect(judged.verdict).toBe(verdict)
    expect(judged.reason).toContain(words)
    expect(judged.value).toBe(sizes[0])
  })

  it('takes earlier runs where the folder keeps only the newest', () => {
    // Hourly runs see each nightly backup many times: it counts once.
    const seen = [10e6, 10e6, 10e6, 11e6, 11e6, 9e6, 9e6, 3e6]
    expect(judge([3e6], seen)).toMatchObject({
      verdict: 'fail',
      evidence: { earlierBytes: [9e6, 11e6, 10e6] },
    })
    expect(judge([3e6], [10e6, 10e6, 3e6]).reason).toContain('earlier backups known 1, needed 3')
  })

  it.each([
    [{ usedBytes: 60e6, availableBytes: 40e6 }, 70],
    [{ usedBytes: 95e6, availableBytes: 5e6 }, 105],
  ])('says how full the volume is once another backup is written: %j', (room, percent) => {
    expect(judge([10e6, ...usual], [], [], room).samples).toEqual([
      { key: 'room', value: percent, unit: '%' },
    ])
  })

  it('says nothing of a volume that does not tell its room', () => {
    expect(judge([10e6, ...usual]).samples).toEqual([])
    expect(judge([10e6, ...usual], [], [], { usedBytes: 0, availableBytes: 0 }).samples).toEqual([])
  })

  it('could not look where nothing is there to weigh', () => {
    expect(() => judge([])).toThrow(CouldNotLook)
    expect(() => judge([], [], [{ name: 'db.dump', reason: 'could not be read (EACCES)' }])).toThrow(
      /could not be read \(EACCES\)/,
    )
  })
})
