import { describe, expect, it } from 'vitest'
import { liveAxes, liveRows } from './live-rows'
import { readingAt } from './reading-at'
import { smallFrame, trendFrame } from './trend-frame'
import { trendScales } from './trend-scales'
import type { TrendSpec } from './trend-spec'
import { zoomAddress, zoomRange } from './zoom-address'

const hour = 3_600_000
const to = Date.UTC(2026, 10, 23, 12)
const spec = (over: Partial<TrendSpec> = {}): TrendSpec => ({
  name: 'Disk used',
  unit: '%',
  from: to - 24 * hour,
  to,
  points: [
    [to - 2 * hour, 60],
    [to - hour, 70],
    [to, 76],
  ],
  limits: [],
  zone: 'UTC',
  summary: 'Disk used.',
  ...over,
})

describe('a reading', () => {
  it('says the value and its time', () => {
    expect(readingAt(spec(), to - hour)).toEqual({
      when: 'Mon 23 Nov 11:00',
      lines: [{ label: '', text: '70 %' }],
      marks: [],
    })
  })

  it('names every line, and what happened close to it', () => {
    const reading = readingAt(
      spec({
        others: [{ label: 'closed', points: [[to - hour + 60_000, 4]] }],
        compare: { label: 'the day before', points: [[to - hour, 65]] },
        marks: [
          { at: to - 20 * hour, label: 'long ago' },
          { at: to - hour - 60_000, label: 'PostgreSQL', kind: 'restart' },
        ],
      }),
      to - hour,
    )
    expect(reading.lines).toEqual([
      { label: 'Disk used', text: '70 %' },
      { label: 'the day before', text: '65 %' },
    ])
    expect(reading.marks).toEqual(['2 Restart: PostgreSQL'])
  })

  it('reads a range where only something is expected', () => {
    const ahead = spec({
      now: to,
      to: to + 24 * hour,
      forecast: { label: 'in 80 of 100 cases', points: [[to + 12 * hour, 70, 80, 95]] },
    })
    expect(readingAt(ahead, to + 12 * hour).lines).toEqual([
      { label: 'in 80 of 100 cases', text: '70 % to 95 %, middle 80 %' },
    ])
  })

  it('reads nothing in a gap', () => {
    const broken = spec({
      points: [
        [to - 20 * hour, 1],
        [to - 19 * hour, null],
        [to, 2],
      ],
    })
    expect(readingAt(broken, to - 19 * hour).lines).toEqual([])
  })
})

describe('the two renderers', () => {
  const rich = spec({
    now: to,
    to: to + 24 * hour,
    unit: '%',
    limits: [{ value: 90, label: 'limit 90 %', tone: 'fail' }],
    compare: { label: 'before', points: [[to - 2 * hour, 20]] },
    forecast: {
      label: 'expected',
      points: [
        [to, 76, 76, 76],
        [to + 24 * hour, 80, 95, 130],
      ],
    },
  })

  it.each([
    ['a plain trend', spec(), trendFrame],
    ['a small one', spec(), smallFrame],
    ['one with everything', rich, trendFrame],
    ['one that shares its axis', spec({ sharedRange: [0, 400], unit: 'ms' }), smallFrame],
    ['nothing', spec({ points: [] }), trendFrame],
  ])('have the same scales: %s', (_name, given, frame) => {
    const scales = trendScales(given, frame)
    const axes = liveAxes(given, frame)
    expect(axes.x.domain).toEqual(scales.x.domain)
    expect(axes.y.domain).toEqual(scales.y.domain)
    expect(axes.y.ticks).toEqual(scales.y.ticks)
    expect(axes.height).toBe(frame.height)
    // recharts maps its domain linearly onto what the margins leave: the same pixel for the same value.
    const [low = 0, high = 1] = axes.y.domain
    for (const value of [low, (low + high) / 2, high]) {
      const inner = axes.height - axes.margin.top - axes.margin.bottom
      expect(axes.margin.top + inner * (1 - (value - low) / (high - low))).toBeCloseTo(scales.down(value), 6)
    }
  })

  it('keep inside the frame what is expected, after what was measured', () => {
    const rows = liveRows(rich)
    expect(rows.map(({ at }) => at)).toEqual([to - 2 * hour, to - hour, to, to + 24 * hour])
    expect(rows[2]).toEqual({ at: to, value: 76, middle: 76, expected: [76, 76] })
    expect(rows.at(-1)).toEqual({ at: to + 24 * hour, value: null, middle: 95, expected: [80, 100] })
  })
})

describe('looking closer', () => {
  const all = { from: to - 24 * hour, to }

  it.each([
    ['either way round', to - hour, to - 3 * hour, to - 3 * hour, to - hour],
    ['not beyond the picture', to - hour, to + 9 * hour, to - hour, to],
    ['not closer than ten minutes', to - hour, to - hour, to - hour - 300_000, to - hour + 300_000],
  ])('%s', (_name, a, b, from, end) => {
    expect(zoomRange(a, b, all)).toEqual([from, end])
  })

  it('asks the same page for it', () => {
    expect(zoomAddress('/checks/1?range=30d&series=%2Fvar', [to - hour, to])).toBe(
      '/checks/1?series=%2Fvar&from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z',
    )
  })
})
