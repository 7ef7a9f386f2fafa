import { describe, expect, it } from 'vitest'
import { trendFrame } from './trend-frame'
import { trendGeometry } from './trend-geometry'
import { trendScales } from './trend-scales'
import type { TrendSpec } from './trend-spec'
import { trendTable } from './trend-table'
import { valueAxis } from './value-axis'

const hour = 3_600_000
const to = Date.UTC(2026, 10, 23, 12)
const spec = (over: Partial<TrendSpec> = {}): TrendSpec => ({
  name: 'Disk used',
  unit: '%',
  from: to - 24 * hour,
  to,
  points: [
    [to - 24 * hour, 60],
    [to - 12 * hour, 70],
    [to - 12 * hour + 1, null],
    [to - 2 * hour, 74],
    [to, 76],
  ],
  limits: [{ value: 90, label: 'limit 90 %', tone: 'fail' }],
  zone: 'UTC',
  summary: 'Disk used was 60 to 76 % in 24 hours.',
  ...over,
})

describe('value axis', () => {
  const axis = (values: number[], limits: number[] = [], unit: TrendSpec['unit'] = 'count') =>
    valueAxis({
      points: values.map((value, index) => [index, value] as const),
      limits: limits.map((value) => ({ value, label: `limit ${value}`, tone: 'fail' as const })),
      unit,
    })

  it.each([
    { name: 'begins at zero when zero is near', values: [10, 40], limits: [], from: 0, zoomed: false },
    { name: 'zooms where zero would flatten the line', values: [98, 100], limits: [], zoomed: true },
    { name: 'goes below zero with the data', values: [-5, 5], limits: [], zoomed: false },
    { name: 'gives a flat line at zero some room', values: [0, 0, 0], limits: [], from: 0, zoomed: false },
    { name: 'shows a limit in reach', values: [10, 30], limits: [90], from: 0, zoomed: false },
  ])('$name', ({ values, limits, from, zoomed }) => {
    const found = axis(values, limits)
    expect(found.isZoomed).toBe(zoomed)
    if (from !== undefined) expect(found.domain[0]).toBe(from)
    expect(found.domain[0]).toBeLessThanOrEqual(Math.min(...values))
    expect(found.domain[1]).toBeGreaterThanOrEqual(Math.max(...values, ...limits))
    expect(found.domain[1]).toBeGreaterThan(found.domain[0])
    expect(found.ticks.length).toBeLessThanOrEqual(4)
  })

  it('names a limit that is out of sight instead of drawing it', () => {
    const found = axis([1, 2], [1000])
    expect(found.beyond).toHaveLength(1)
    expect(found.domain[1]).toBeLessThan(10)
  })

  it('never passes 100 % of a whole', () => {
    expect(axis([97, 99], [90], '%').domain[1]).toBe(100)
  })

  it('without any value still shows the limits', () => {
    expect(axis([], [90], '%').domain[1]).toBeGreaterThanOrEqual(90)
  })
})

describe('trend geometry', () => {
  it('breaks the line at a gap', () => {
    const { line } = trendGeometry(spec())
    expect(line.match(/M/g)).toHaveLength(2)
    expect(line).not.toContain('NaN')
  })

  it('draws a lonely point as a dot', () => {
    const { dots } = trendGeometry(
      spec({
        points: [
          [to - hour, 60],
          [to - hour + 1, null],
          [to, 70],
          [to + 1, null],
        ],
      }),
    )
    expect(dots).toHaveLength(2)
  })

  it('puts higher values higher, and everything inside the frame', () => {
    const scales = trendScales(spec())
    expect(scales.down(76)).toBeLessThan(scales.down(60))
    expect(scales.down(1e9)).toBe(trendFrame.top)
    expect(scales.across(to)).toBe(1)
  })

  it('labels every limit at its line, and moves labels that would meet', () => {
    const { limits, last } = trendGeometry(
      spec({
        limits: [
          { value: 78, label: 'warning 78 %', tone: 'warn' },
          { value: 79, label: 'limit 79 %', tone: 'fail' },
        ],
      }),
    )
    const [first, second] = limits
    expect(limits).toHaveLength(2)
    expect(Math.abs((first?.labelDown ?? 0) - (second?.labelDown ?? 0))).toBeGreaterThanOrEqual(14)
    for (const limit of limits)
      expect(Math.abs(limit.labelDown - (last?.labelDown ?? 0))).toBeGreaterThanOrEqual(14)
  })

  it('places marks in time and numbers them', () => {
    const { marks } = trendGeometry(
      spec({
        marks: [
          { at: to - 24 * hour, label: 'quarterly 1 → 2' },
          { at: to - 6 * hour, label: 'start added' },
        ],
      }),
    )
    expect(marks).toEqual([
      { across: 0, label: '1', kind: 'change', anchor: 'start' },
      { across: 0.75, label: '2', kind: 'change', anchor: 'middle' },
    ])
    expect(trendGeometry(spec()).marks).toEqual([])
  })

  it('says what it leaves out', () => {
    const { notes } = trendGeometry(
      spec({
        unit: 'ms',
        points: [
          [to - hour, 98],
          [to, 99],
        ],
        limits: [{ value: 2000, label: 'limit 2,000 ms', tone: 'fail' }],
      }),
    )
    expect(notes).toHaveLength(2)
    expect(notes.join()).toContain('begins at')
    expect(notes.join()).toContain('above this picture')
  })

  it('survives an empty range', () => {
    const geometry = trendGeometry(spec({ points: [] }))
    expect(geometry.line).toBe('')
    expect(geometry.last).toBeNull()
    expect(geometry.limits).toHaveLength(1)
  })

  it('gives the band the gaps of the line', () => {
    const { band } = trendGeometry(
      spec({
        band: [
          [to - 24 * hour, 50, 65],
          [to - 12 * hour, 60, 80],
          [to - 2 * hour, 70, 80],
          [to, 70, 79],
        ],
      }),
    )
    expect(band?.match(/M/g)).toHaveLength(2)
  })
})

describe('the table beside the picture', () => {
  it('sums up equal steps, newest first, and counts the empty ones', () => {
    const { rows, stepMs, emptySteps } = trendTable(spec())
    expect(stepMs).toBe(hour)
    expect(rows[0]).toMatchObject({ low: 76, high: 76 })
    expect(rows.length + emptySteps).toBeLessThanOrEqual(31)
    expect(emptySteps).toBeGreaterThan(0)
  })

  it('uses the range of a roll-up', () => {
    const { rows } = trendTable(spec({ points: [[to - 1, 70]], band: [[to - 1, 10, 99]] }))
    expect(rows[0]).toMatchObject({ low: 10, mean: 70, high: 99 })
  })

  it('has the other lines and the previous period beside the main one, and what is expected below', () => {
    const line = (value: number) => [[to - 1, value] as const]
    const table = trendTable(
      spec({
        points: line(3),
        others: [{ label: 'closed', points: line(4) }],
        compare: { label: 'the week before', points: line(5) },
        forecast: {
          label: 'expected',
          points: Array.from({ length: 40 }, (_, index) => [to - 40 + index, 1, 2, 3] as const),
        },
      }),
    )
    expect(table.names).toEqual(['closed', 'the week before'])
    expect(table.rows[0]).toMatchObject({ mean: 3, beside: [4, 5] })
    expect(table.isSingle).toBe(true)
    expect(table.expected.at(-1)?.[0]).toBe(to - 1)
    expect(table.expected.length).toBeLessThanOrEqual(12)
  })

  it('keeps a step in which only another line has a value', () => {
    const { rows } = trendTable(spec({ points: [], others: [{ label: 'closed', points: [[to - 1, 4]] }] }))
    expect(rows).toEqual([{ at: to - hour, low: null, mean: null, high: null, beside: [4] }])
  })
})
