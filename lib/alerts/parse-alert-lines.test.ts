import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/problem'
import { parseAlertLines } from './parse-alert-lines'

const context = { zone: 'Europe/Berlin', now: new Date('2026-11-23T12:00:00Z') }
const parse = (text: string) => parseAlertLines(text, context)
const faultOf = (text: string): string => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof Problem) return error.fields.lines ?? ''
    throw error
  }
  return ''
}

describe('a pasted list of alerts', () => {
  it('has its columns in the known order', () => {
    expect(
      parse(
        'DiskFull, wake, 2026-11-14 03:30, 2026-11-14 03:34, 2026-11-14 04:10, acted, 1, extended the volume',
      ),
    ).toEqual([
      {
        rule: 'DiskFull',
        class: 'wake',
        firedAt: new Date('2026-11-14T02:30:00Z'),
        acknowledgedAt: new Date('2026-11-14T02:34:00Z'),
        endedAt: new Date('2026-11-14T03:10:00Z'),
        outcome: 'acted',
        snoozeCount: 1,
        note: 'extended the volume',
      },
    ])
  })

  it('may name its columns, in any order, and leave the rest out', () => {
    const read = parse(
      'Fired;Rule;Outcome\n2026-11-14T03:30Z;DiskFull;Needed nothing\n\n2026-11-15T03:30Z;Slow;',
    )
    expect(read.map(({ rule, outcome, class: kind }) => [rule, outcome, kind])).toEqual([
      ['DiskFull', 'needed-nothing', 'attention'],
      ['Slow', 'unknown', 'attention'],
    ])
  })

  it('may come from a spreadsheet: tabs, and quotes around what holds a separator', () => {
    expect(parse('"Disk ""full"", /var"\twake\t2026-11-14 03:30')[0]?.rule).toBe('Disk "full", /var')
    expect(parse('"DiskFull, /var",wake,2026-11-14 03:30')[0]?.rule).toBe('DiskFull, /var')
  })

  it.each([
    ['DiskFull, loud, 2026-11-14 03:30', 'Line 1: Choose attention or wake.'],
    [
      'DiskFull, wake, yesterday',
      'Line 1: "yesterday" is no moment. Write day and time, e.g. 2026-11-14 03:30.',
    ],
    [', wake, 2026-11-14 03:30', 'Line 1: Name the rule that fired, e.g. DiskFull.'],
    ['DiskFull, wake, 2026-11-24 03:30', 'Line 1: It lies in the future: record an alert when it has fired.'],
    [
      'DiskFull, wake, 2026-11-14 03:30, 2026-11-14 03:29',
      'Line 1: Nobody can take an alert before it fires: correct one of the two moments.',
    ],
    [
      'DiskFull, wake, 2026-11-14 03:30, , 2026-11-14 03:29',
      'Line 1: It cannot end before it fires: correct one of the two moments.',
    ],
    [
      'A, wake, 2026-11-14 03:30\nB, wake, 2026-11-14 03:30, , , ignored',
      'Line 2: Choose what became of it: acted, needed-nothing, too-late or unknown.',
    ],
    ['A, wake, 2026-11-14 03:30, , , acted, two', 'Line 1: Write a whole number, e.g. 2.'],
    [
      'A, wake, 2026-11-14 03:30, , , acted, 1, note, more',
      'Line 1: it has 9 parts, and there are 8 columns.',
    ],
    [
      'rule, fired, colour\nA, 2026-11-14 03:30, red',
      'Line 1 names "colour", which is no column. Columns are rule, class, fired, acknowledged, ended, outcome, snoozes, note.',
    ],
    ['rule, fired', 'There is no line below the names of the columns.'],
  ])('is refused: %s', (text, sentence) => {
    expect(faultOf(text)).toBe(sentence)
  })

  it('is refused when it is too long, and names at most five lines', () => {
    const line = 'A, wake, 2026-11-14 03:30'
    expect(parse(Array(200).fill(line).join('\n'))).toHaveLength(200)
    expect(faultOf(Array(201).fill(line).join('\n'))).toContain('at most 200')
    expect(faultOf(Array(7).fill('A, wake, never').join('\n'))).toMatch(/Line 5: .* And 2 more lines\.$/)
  })
})
