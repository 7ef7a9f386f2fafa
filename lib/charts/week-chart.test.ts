import { describe, expect, it } from 'vitest'
import { type WeekChartSpec, weekFrame, weekGeometry } from './week-chart'

const weeks = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `W${index + 1}`, begins: `${index + 1} Nov` }))

const spec = (over: Partial<WeekChartSpec> = {}): WeekChartSpec => ({
  name: 'Findings',
  unit: null,
  kind: 'lines',
  weeks: weeks(4),
  series: [{ key: 'opened', name: 'opened', look: 'ink', values: [2, 4, 6, 1] }],
  isLastPartial: false,
  summary: '',
  ...over,
})

describe('lines of weeks', () => {
  it('begin at zero and end below the frame', () => {
    const { rows, lines } = weekGeometry(spec())
    expect(rows[0]).toEqual({ down: weekFrame.height - weekFrame.bottom, label: '0' })
    expect(lines[0]?.path.startsWith('M125 ')).toBe(true)
    expect(lines[0]?.path.match(/L/g)).toHaveLength(3)
    for (const { down } of rows) expect(down).toBeGreaterThanOrEqual(weekFrame.top)
  })

  it('break where nothing is known, and show what stands alone', () => {
    const { lines } = weekGeometry(
      spec({
        weeks: weeks(5),
        series: [{ key: 'a', name: 'a', look: 'ink', values: [1, 2, null, 3, null] }],
      }),
    )
    expect(lines[0]?.path.match(/M/g)).toHaveLength(2)
    expect(lines[0]?.dots.map(({ across }) => across)).toEqual([0.7])
    expect(lines[0]?.end?.label).toBe('a 3')
  })

  it('draw the week that runs apart, and label the last whole one', () => {
    const { lines } = weekGeometry(spec({ isLastPartial: true }))
    expect(lines[0]?.path.match(/L/g)).toHaveLength(2)
    expect(lines[0]?.partial).toMatch(/^M.*L/)
    expect(lines[0]?.end?.label).toBe('opened 6')
  })

  it('have nothing to show of all gaps, and no NaN anywhere', () => {
    const empty = weekGeometry(
      spec({ series: [{ key: 'a', name: 'a', look: 'ink', values: [null, null, null, null] }] }),
    )
    expect(empty.lines[0]).toMatchObject({ path: '', end: null, dots: [] })
    expect(JSON.stringify(weekGeometry(spec({ weeks: [], series: [] })))).not.toMatch(/NaN|null/)
  })

  it('keep the labels of two ends apart', () => {
    const { lines } = weekGeometry(
      spec({
        series: [
          { key: 'opened', name: 'opened', look: 'ink', values: [2, 4, 6, 5] },
          { key: 'closed', name: 'closed', look: 'dash', values: [1, 2, 3, 5] },
        ],
      }),
    )
    const [a, b] = lines.map(({ end }) => end?.labelDown ?? 0)
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(15)
  })

  it('draw a share up to 100 whatever it was', () => {
    const { rows } = weekGeometry(
      spec({
        unit: '%',
        top: 100,
        series: [{ key: 'a', name: 'a', look: 'ink', values: [88, 90, null, 92] }],
      }),
    )
    expect(rows.map(({ label }) => label)).toEqual(['0 %', '50 %', '100 %'])
    const nearly = { key: 'a', name: 'kept', look: 'ink' as const, values: [88, 90, null, 99.6] }
    expect(weekGeometry(spec({ unit: '%', top: 100, series: [nearly] })).lines[0]?.end?.label).toBe(
      'kept 99 %',
    )
  })

  it('name about seven weeks of a hundred, the last among them', () => {
    const { columns } = weekGeometry(spec({ weeks: weeks(104), series: [] }))
    expect(columns.length).toBeLessThanOrEqual(8)
    expect(columns.at(-1)).toMatchObject({ label: '104 Nov', anchor: 'end' })
  })
})

describe('columns of weeks', () => {
  const stacked = spec({
    kind: 'stack',
    weeks: weeks(2),
    series: [
      { key: 'A', name: 'A', look: 'shade-1', values: [3, 1] },
      { key: '?', name: '?', look: 'unknown', values: [0, 2] },
    ],
  })

  it('stand on each other without a gap', () => {
    const { bars } = weekGeometry(stacked)
    expect(bars.map(({ key }) => key)).toEqual(['A-0', 'A-1', '?-1'])
    const [, below, above] = bars
    expect((above?.down ?? 0) + (above?.height ?? 0)).toBeCloseTo(below?.down ?? -1)
    expect(bars[0]?.height).toBeCloseTo((below?.height ?? 0) + (above?.height ?? 0))
  })

  it('leave a week without systems empty', () => {
    const { bars } = weekGeometry({
      ...stacked,
      series: [{ key: 'A', name: 'A', look: 'shade-1', values: [null, 2] }],
    })
    expect(bars).toHaveLength(1)
  })
})
