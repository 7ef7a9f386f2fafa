import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgDbSizeGrowth } from './pg-db-size-growth'

const now = new Date('2026-11-23T12:00:00Z')
const settings = pgDbSizeGrowth.config.parse({})
const GB = 1e9
/** Days of history, growing by `perDay` up to `bytes` now. */
const earlier = (days: number, bytes: number, perDay: number, step = 1) =>
  Array.from({ length: Math.floor(days / step) }, (_unused, index) => {
    const ago = days - index * step
    return { at: new Date(now.getTime() - ago * 86_400_000), value: bytes - perDay * ago }
  })
const judge = (bytes: number, history: ReturnType<typeof earlier>, changes: Partial<typeof settings> = {}) =>
  pgDbSizeGrowth.judge({ server: exampleServer, bytes, earlier: history }, { ...settings, ...changes }, now)

describe('pg.db_size_growth', () => {
  it.each([
    ['a small database without history', 0.05 * GB, [], {}, 'ok'],
    ['a large one without history', 50 * GB, [], {}, 'unknown'],
    ['a large one with an hour of history', 50 * GB, earlier(1 / 24, 50 * GB, 0, 0.01), {}, 'unknown'],
    ['a day of only two measurements', 50 * GB, earlier(1, 50 * GB, 0, 0.6), {}, 'unknown'],
    ['a still one', 50 * GB, earlier(14, 50 * GB, 0), {}, 'ok'],
    ['a shrinking one', 50 * GB, earlier(14, 50 * GB, -1 * GB), {}, 'ok'],
    ['2 % a day', 50 * GB, earlier(14, 50 * GB, 1 * GB), {}, 'ok'],
    ['3 % a day', 50 * GB, earlier(14, 50 * GB, 1.5 * GB), {}, 'warn'],
    ['31 days to full', 50 * GB, earlier(14, 50 * GB, 1 * GB), { capacityBytes: 81 * GB }, 'ok'],
    ['30 days to full', 50 * GB, earlier(14, 50 * GB, 1 * GB), { capacityBytes: 80 * GB }, 'warn'],
    ['7 days to full', 50 * GB, earlier(14, 50 * GB, 1 * GB), { capacityBytes: 57 * GB }, 'fail'],
    ['full', 50 * GB, [], { capacityBytes: 50 * GB }, 'fail'],
    [
      'a small one with little room',
      0.05 * GB,
      earlier(14, 0.05 * GB, 0.001 * GB),
      { capacityBytes: 0.055 * GB },
      'fail',
    ],
    ['no size at all', 0, [], {}, 'unknown'],
  ])('%s', (_name, bytes, history, changes, verdict) => {
    expect(judge(bytes, history, changes).verdict).toBe(verdict)
  })

  it('keeps measuring while it cannot judge yet, or it would never be able to', () => {
    expect(judge(50 * GB, []).samples).toEqual([{ key: 'size', value: 50 * GB, unit: 'bytes' }])
  })

  it('is not fooled by one bulk load that was undone', () => {
    const history = earlier(14, 50 * GB, 0.1 * GB).map((sample, index) =>
      index === 12 ? { ...sample, value: 500 * GB } : sample,
    )
    expect(judge(50 * GB, history).verdict).toBe('ok')
  })
})
