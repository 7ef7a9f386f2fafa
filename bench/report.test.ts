import { describe, expect, it } from 'vitest'
import { figure, percentile, toMarkdown, withSection } from './report'

describe('percentile', () => {
  it.each([
    [[5], 0.95, 5],
    [[1, 2, 3, 4], 0.5, 2],
    [Array.from({ length: 100 }, (_none, index) => index + 1), 0.95, 95],
    [[3, 1, 2], 1, 3],
  ])('of %j at %s is %s', (values, share, expected) => expect(percentile(values, share)).toBe(expected))
})

it.each([
  [1234.5, '1,235'],
  [12.345, '12.3'],
  [0.12345, '0.123'],
  [0, '0'],
  [Number.NaN, '?'],
])('%s is written as %s', (value, text) => expect(figure(value)).toBe(text))

describe('the page', () => {
  const section = toMarkdown('Pages', 'a machine', new Date('2026-11-23T10:00:00Z'), {
    metrics: { a: 1 },
    tables: [{ title: 'Times', head: ['page', 'p95 ms'], rows: [['/today', '12']] }],
    goals: [{ goal: 'p95 below 150 ms', measured: '12 ms', met: true }],
    notes: ['Sequential requests.'],
  })

  it('holds machine, table, goals and notes', () => {
    expect(section).toContain('2026-11-23, a machine.')
    expect(section).toContain('| /today | 12 |')
    expect(section).toContain('- met: p95 below 150 ms; measured 12 ms')
  })

  it('gains a section once and replaces it after that', () => {
    const first = withSection('# Performance\n', 'pages', section)
    const other = withSection(first, 'engine', 'engine')
    const again = withSection(other, 'pages', 'new')
    expect(again).toBe(
      '# Performance\n\n<!-- bench pages -->\nnew\n<!-- /bench pages -->\n\n<!-- bench engine -->\nengine\n<!-- /bench engine -->\n',
    )
  })
})
