import { describe, expect, it } from 'vitest'
import { bullet } from './bullet'
import { sparkline } from './sparkline'
import { type StripDay, stripBars, stripDayLabel, stripPaths, stripSummary } from './status-strip'

const day = (verdict: StripDay['verdict'], over: Partial<StripDay> = {}): StripDay => ({
  day: '2026-11-22',
  verdict,
  ok: 0,
  warn: 0,
  fail: 0,
  unknown: 0,
  ...over,
})

describe('sparkline', () => {
  it('begins at zero and draws a limit in sight', () => {
    const drawn = sparkline(
      [
        [0, 10],
        [1, 20],
      ],
      { limit: 30 },
    )
    expect(drawn.limit).toBe(2)
    expect(drawn.last?.y).toBeGreaterThan(2)
  })

  it('leaves out a limit that would flatten it', () => {
    expect(
      sparkline(
        [
          [0, 10],
          [1, 20],
        ],
        { limit: 1000 },
      ).limit,
    ).toBeNull()
  })

  it('has no line without values', () => {
    expect(sparkline([[0, null]]).line).toBe('')
  })
})

describe('status strip', () => {
  it('makes worse days taller, and draws unknown and missing alike: empty', () => {
    const [ok, warn, fail, unknown, none] = stripBars([
      day('ok'),
      day('warn'),
      day('fail'),
      day('unknown'),
      day(null),
    ])
    expect(fail?.height).toBeGreaterThan(warn?.height ?? 99)
    expect(warn?.height).toBeGreaterThan(ok?.height ?? 99)
    expect(unknown?.look).toBe('unknown')
    expect(none?.look).toBe('none')
  })

  it('draws one path per look', () => {
    expect(stripPaths([day('ok'), day('ok'), day('fail')]).map(({ look }) => look)).toEqual(['ok', 'fail'])
  })

  it('counts days in a sentence, silence apart', () => {
    expect(stripSummary([day('ok'), day('fail'), day(null), day('unknown')])).toBe(
      '4 days: 1 with failures, 1 unknown, 1 without problems, 1 without data',
    )
  })

  it.each([
    [day(null), 'Sun 22 Nov: no data'],
    [day('ok', { ok: 288 }), 'Sun 22 Nov: all 288 runs passed'],
    [day('fail', { ok: 280, fail: 4, unknown: 4 }), 'Sun 22 Nov: of 288 runs 4 failed, 4 could not look'],
  ])('names a day', (given, expected) => {
    expect(stripDayLabel(given, 'Sun 22 Nov')).toBe(expected)
  })
})

describe('bullet bar', () => {
  it('places value and limits on one scale', () => {
    const drawn = bullet(45, { warn: 80, fail: 90 })
    expect(drawn?.bar).toBeLessThan(drawn?.warn ?? 0)
    expect(drawn?.warn).toBeLessThan(drawn?.fail ?? 0)
  })

  it('keeps a value far above its limit inside', () => {
    const drawn = bullet(10_000, { warn: null, fail: 10 })
    expect(drawn?.bar).toBe(drawn?.width)
    expect(drawn?.fail).toBeGreaterThan(0)
  })

  it('says nothing without limits', () => {
    expect(bullet(5, { warn: null, fail: null })).toBeNull()
    expect(bullet(null, { warn: 1, fail: 2 })).toBeNull()
    expect(bullet(-3, { warn: 1, fail: 2 })).toBeNull()
  })
})
