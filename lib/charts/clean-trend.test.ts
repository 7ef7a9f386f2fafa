import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanTrend } from './clean-trend'
import { smallFrame, trendFrame } from './trend-frame'
import { trendGeometry } from './trend-geometry'
import type { TrendPoint, TrendSpec } from './trend-spec'
import { trendTable } from './trend-table'

const hour = 3_600_000
const to = Date.UTC(2026, 10, 23, 12)
const from = to - 24 * hour
const spec = (over: Partial<TrendSpec> = {}): TrendSpec => ({
  name: 'Disk used',
  unit: '%',
  from,
  to,
  points: [],
  limits: [{ value: 90, label: 'limit 90 %', tone: 'fail' }],
  zone: 'UTC',
  summary: 'Disk used.',
  ...over,
})

describe('what cannot be drawn', () => {
  it.each<{ name: string; points: TrendPoint[]; kept: TrendPoint[]; left: number }>([
    { name: 'nothing at all', points: [], kept: [], left: 0 },
    { name: 'one point', points: [[to - hour, 5]], kept: [[to - hour, 5]], left: 0 },
    {
      name: 'gaps only',
      points: [
        [from, null],
        [to, null],
      ],
      kept: [
        [from, null],
        [to, null],
      ],
      left: 0,
    },
    {
      name: 'NaN and infinity: gaps at their times, and counted',
      points: [
        [from, 1],
        [from + 1, Number.NaN],
        [from + 2, Number.POSITIVE_INFINITY],
        [to, 2],
      ],
      kept: [
        [from, 1],
        [from + 1, null],
        [from + 2, null],
        [to, 2],
      ],
      left: 1,
    },
    { name: 'a time that is none', points: [[Number.NaN, 1]], kept: [], left: 1 },
    {
      name: 'out of order, and twice at one time: the later one counts',
      points: [
        [to, 3],
        [from, 1],
        [to, 4],
      ],
      kept: [
        [from, 1],
        [to, 4],
      ],
      left: 0,
    },
    { name: 'before the range', points: [[from - 1, 1]], kept: [], left: 0 },
    { name: 'from the future', points: [[to + hour, 1]], kept: [], left: 1 },
  ])('$name', ({ points, kept, left }) => {
    const clean = cleanTrend(spec({ points }))
    expect(clean.points).toEqual(kept)
    expect(clean.left).toHaveLength(left)
    expect(cleanTrend(clean).points).toEqual(kept)
  })

  it('leaves out what is dated after the present of a picture that looks ahead, and says so', () => {
    const now = to - 12 * hour
    const clean = cleanTrend(
      spec({
        now,
        points: [
          [now - hour, 1],
          [now + hour, 9],
        ],
      }),
    )
    expect(clean.points).toEqual([[now - hour, 1]])
    expect(clean.left).toEqual([
      '1 value is dated after the present and left out: the clock of their source runs ahead',
    ])
  })

  it('turns swapped edges of a forecast round and drops steps without numbers', () => {
    const { forecast } = cleanTrend(
      spec({
        forecast: {
          label: 'expected',
          points: [
            [to - 3, 9, 20, 5],
            [to - 2, 5, Number.NaN, 9],
          ],
        },
      }),
    )
    expect(forecast?.points).toEqual([[to - 3, 5, 9, 9]])
  })

  it('drops marks outside and orders the others', () => {
    const { marks } = cleanTrend(
      spec({
        marks: [
          { at: to, label: 'b' },
          { at: from, label: 'a' },
          { at: to + 1, label: 'never' },
        ],
      }),
    )
    expect(marks?.map(({ label }) => label)).toEqual(['a', 'b'])
  })

  it('draws a range that ends before it begins', () => {
    expect(trendGeometry(spec({ from: to, to: from })).rows.length).toBeGreaterThan(0)
    expect(trendGeometry(spec({ from: Number.NaN, to: Number.NaN })).limits).toHaveLength(1)
  })
})

describe('any series whatever', () => {
  const anyNumber = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -0, 1e308, -1e308, 5e-324),
    fc.integer({ min: -5, max: 100 }),
  )
  const at = fc.oneof(fc.integer({ min: from - hour, max: to + hour }), fc.constant(Number.NaN))
  const points = fc.array(fc.tuple(at, fc.option(anyNumber)), { maxLength: 30 })
  const anySpec = fc.record({
    unit: fc.constantFrom('%', 'bytes', 'ms', 's', 'days', 'count', null),
    points,
    band: fc.array(fc.tuple(at, anyNumber, anyNumber), { maxLength: 10 }),
    compare: fc.record({ label: fc.constant('before'), points }),
    forecast: fc.record({
      label: fc.constant('expected'),
      points: fc.array(fc.tuple(at, anyNumber, anyNumber, anyNumber), { maxLength: 10 }),
    }),
    others: fc.array(fc.record({ label: fc.constant('closed'), points }), { maxLength: 5 }),
    limits: fc.array(
      fc.record({
        value: anyNumber,
        label: fc.string(),
        tone: fc.constantFrom('warn' as const, 'fail' as const),
        side: fc.constantFrom('above' as const, 'below' as const),
      }),
      { maxLength: 4 },
    ),
    marks: fc.array(fc.record({ at, label: fc.string() }), { maxLength: 40 }),
    now: fc.oneof(at, fc.constant(to - hour)),
  })

  it('is drawn inside its frame, in numbers', () => {
    fc.assert(
      fc.property(anySpec, fc.constantFrom(trendFrame, smallFrame), (over, frame) => {
        const drawn = trendGeometry(spec(over), frame)
        const text = JSON.stringify(drawn)
        expect(text).not.toMatch(/NaN|Infinity/)
        const places = [
          ...drawn.dots,
          ...drawn.limits,
          ...drawn.rows,
          ...(drawn.last ? [drawn.last] : []),
          ...drawn.others.flatMap(({ dots }) => dots),
        ]
        for (const { down } of places) {
          expect(down).not.toBeNull()
          expect(down).toBeGreaterThanOrEqual(0)
          expect(down).toBeLessThanOrEqual(frame.height)
        }
        for (const { across } of [...drawn.dots, ...drawn.marks, ...drawn.columns]) {
          expect(across).toBeGreaterThanOrEqual(0)
          expect(across).toBeLessThanOrEqual(1)
        }
        const { rows, emptySteps, expected } = trendTable(spec(over))
        for (const { at: begin, low, mean, high, beside } of rows) {
          for (const value of [begin, low, mean, high, ...beside]) {
            expect(value === null || Number.isFinite(value)).toBe(true)
          }
        }
        expect(emptySteps).toBeGreaterThanOrEqual(0)
        expect(expected.length).toBeLessThanOrEqual(12)
      }),
      { numRuns: 300 },
    )
  })
})
