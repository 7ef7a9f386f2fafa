import { describe, expect, it } from 'vitest'
import { trendFrame } from './trend-frame'
import { trendGeometry } from './trend-geometry'
import type { TrendSpec } from './trend-spec'
import { sharedRangeOf, valueAxis } from './value-axis'

const hour = 3_600_000
const day = 24 * hour
const to = Date.UTC(2026, 10, 23, 12)
const spec = (over: Partial<TrendSpec> = {}): TrendSpec => ({
  name: 'Disk used',
  unit: 'count',
  from: to - day,
  to,
  points: [
    [to - day, 60],
    [to, 76],
  ],
  limits: [],
  zone: 'UTC',
  summary: 'Disk used.',
  ...over,
})

describe('the previous period', () => {
  const earlier = (...values: number[]) => ({
    label: 'the day before',
    points: values.map((value, index) => [to - day + index * hour, value] as const),
  })

  it('is a line of its own, named at its end', () => {
    const { compare, line } = trendGeometry(spec({ compare: earlier(10, 20, 30) }))
    expect(compare?.line).toMatch(/^M/)
    expect(compare?.line).not.toBe(line)
    expect(compare?.end?.label).toBe('the day before')
  })

  it('never flattens the present: beyond one and a half times it is cut, and said', () => {
    const { notes } = trendGeometry(spec({ compare: earlier(10, 5000) }))
    expect(valueAxis(spec({ compare: earlier(10, 5000) })).domain[1]).toBeLessThan(200)
    expect(notes).toContain('the day before went up to 5,000, above this picture')
    expect(trendGeometry(spec({ compare: earlier(10, 80) })).notes).toEqual([])
  })
})

describe('what is expected', () => {
  const ahead: Partial<TrendSpec> = {
    now: to,
    to: to + day,
    unit: '%',
    limits: [{ value: 90, label: 'limit 90 %', tone: 'fail' }],
    forecast: {
      label: '80 of 100 cases',
      points: [
        [to, 76, 76, 76],
        [to + day, 80, 92, 110],
      ],
    },
  }

  it('is a band with a middle after a dotted today', () => {
    const drawn = trendGeometry(spec(ahead))
    expect(drawn.today?.across).toBe(0.5)
    expect(drawn.forecast?.band).toMatch(/^M500,/)
    expect(drawn.forecast?.middle).toMatch(/^M500,/)
    expect(drawn.last?.across).toBe(0.5)
  })

  it('keeps a share within 100 %, and the band inside the frame', () => {
    expect(valueAxis(spec(ahead)).domain[1]).toBe(100)
    const downs = [...(trendGeometry(spec(ahead)).forecast?.band ?? '').matchAll(/,(\d+\.?\d*)/g)].map(
      ([, down]) => Number(down),
    )
    expect(Math.min(...downs)).toBe(trendFrame.top)
  })

  it('shows a limit that is expected to be reached, however far away it is', () => {
    const far = spec({
      ...ahead,
      unit: 'bytes',
      points: [[to, 10]],
      limits: [{ value: 95, label: 'limit', tone: 'fail' }],
      forecast: {
        label: 'expected',
        points: [
          [to, 10, 10, 10],
          [to + day, 60, 200, 900],
        ],
      },
    })
    const drawn = trendGeometry(far)
    expect(drawn.limits).toHaveLength(1)
    const [, high] = valueAxis(far).domain
    expect(high).toBeGreaterThan(95)
    expect(high).toBeLessThan(200)
    expect(drawn.notes.join()).toContain('the expected range reaches 900 B, above this picture')
  })

  it('sees a forecast of twice the present whole, without any limit', () => {
    const steady = spec({
      ...ahead,
      unit: 'count',
      points: [[to, 20]],
      limits: [],
      forecast: {
        label: 'expected',
        points: [
          [to, 20, 20, 20],
          [to + day, 30, 40, 50],
        ],
      },
    })
    expect(valueAxis(steady).domain[1]).toBeGreaterThanOrEqual(50)
    expect(trendGeometry(steady).notes).toEqual([])
  })

  it('has no today where the picture ends in it', () => {
    expect(trendGeometry(spec({ now: to })).today).toBeNull()
  })

  it('is not drawn from one step', () => {
    expect(trendGeometry(spec({ forecast: { label: 'x', points: [[to, 1, 1, 1]] } })).forecast).toBeNull()
  })
})

describe('limits below which it gets worse', () => {
  it('have their label on the wrong side: under the line', () => {
    const [limit] = trendGeometry(
      spec({ limits: [{ value: 40, label: 'limit 40', tone: 'fail', side: 'below' }] }),
    ).limits
    expect(limit?.labelDown).toBeGreaterThan(limit?.down ?? 0)
  })

  it('stay readable at the floor', () => {
    const [limit] = trendGeometry(
      spec({ limits: [{ value: 0, label: 'limit 0', tone: 'fail', side: 'below' }] }),
    ).limits
    expect(limit?.labelDown).toBeLessThan(trendFrame.height - trendFrame.bottom)
  })

  it('are named when they lie far below', () => {
    const { notes } = trendGeometry(
      spec({ limits: [{ value: -5000, label: 'limit −5,000', tone: 'fail', side: 'below' }] }),
    )
    expect(notes.join()).toContain('limit −5,000 lies below this picture')
  })

  it('are always drawn over a line of zeros', () => {
    const { limits } = trendGeometry(
      spec({ points: [[to, 0]], limits: [{ value: 10, label: 'limit 10', tone: 'fail' }] }),
    )
    expect(limits).toHaveLength(1)
  })
})

describe('several lines in one picture', () => {
  it('are named at their ends, without lying on each other', () => {
    const { last, others } = trendGeometry(
      spec({
        name: 'opened',
        others: [
          { label: 'closed', points: [[to, 76]] },
          { label: 'accepted', points: [[to, 75]] },
        ],
      }),
    )
    expect(last?.label).toBe('opened 76')
    expect(others.map(({ end }) => end?.label)).toEqual(['closed 76', 'accepted 75'])
    const downs = [last, ...others.map(({ end }) => end)]
      .map((end) => end?.labelDown ?? 0)
      .sort((a, b) => a - b)
    for (const [index, down] of downs.slice(1).entries()) {
      expect(down - (downs[index] ?? 0)).toBeGreaterThanOrEqual(14)
    }
  })

  it('are four at most', () => {
    const line = { label: 'x', points: [[to, 1]] as const }
    expect(trendGeometry(spec({ others: [line, line, line, line, line] })).others).toHaveLength(3)
  })

  it('share an axis with other pictures', () => {
    const range = sharedRangeOf([spec(), spec({ points: [[to, 500]] })])
    expect(range).toEqual([60, 500])
    expect(valueAxis(spec({ sharedRange: [60, 500] })).domain).toEqual(
      valueAxis(spec({ points: [[to, 500]], sharedRange: [60, 500] })).domain,
    )
    expect(sharedRangeOf([spec({ points: [] })])).toBeNull()
  })
})

describe('marks', () => {
  it('keep their kind, and share an upright where they crowd', () => {
    const { marks } = trendGeometry(
      spec({
        marks: [
          { at: to - 20 * hour, label: 'deployed', kind: 'deploy' },
          { at: to - 2 * hour, label: 'restarted', kind: 'restart' },
          { at: to - 2 * hour + 1, label: 'restarted again', kind: 'restart' },
          { at: to - 2 * hour + 2, label: 'changed', kind: 'change' },
        ],
      }),
    )
    expect(marks.map(({ label, kind }) => [label, kind])).toEqual([
      ['1', 'deploy'],
      ['2–4', 'several'],
    ])
  })
})
