import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  calendarDay,
  isStorable,
  orCleared,
  orNone,
  pageNumber,
  searchWords,
  text,
  ticked,
  typedMoment,
  words,
} from './form-fields'

const sentence = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

describe('a field that may be left empty', () => {
  it('is nothing when it is empty, and keeps what is in it', () => {
    for (const field of [orNone(z.uuid()), orCleared(z.uuid())]) {
      expect(field.parse('')).toBeNull()
      expect(field.parse('0199c0de-0000-7000-8000-000000000001')).toMatch(/^0199/)
      expect(field.safeParse('x').success).toBe(false)
    }
  })
  it('may be missing only where that empties nothing', () => {
    expect(z.object({ owner: orNone(z.uuid()) }).parse({})).toEqual({ owner: null })
    expect(z.object({ owner: orCleared(z.uuid()) }).safeParse({}).success).toBe(false)
  })
})

describe('words', () => {
  it('must be there, with an example of good ones', () => {
    const why = words('the disk was full', 1_200)
    for (const nothing of [undefined, '', '  x  '])
      expect(sentence(why, nothing)).toBe('Write it down, e.g. "the disk was full"')
    expect(why.parse('  it was full ')).toBe('it was full')
    expect(sentence(why, 'x'.repeat(1_201))).toBe('At most 1,200 characters')
    expect(sentence(text(60), 'x'.repeat(61))).toBe('At most 60 characters')
  })
})

describe('days and moments', () => {
  it('say what a right one looks like', () => {
    expect(calendarDay().parse('2026-11-23')).toBe('2026-11-23')
    expect(sentence(calendarDay('2027-05-31'), '31.5.2027')).toBe('Choose a date, e.g. 2027-05-31')
    expect(sentence(calendarDay(), undefined)).toBe('Choose a date, e.g. 2026-11-30')
    expect(typedMoment('2026-11-14 02:10').parse('2026-11-14T02:10')).toBe('2026-11-14T02:10')
    expect(sentence(typedMoment('2026-11-14 02:10'), '2026-11-14')).toBe(
      'Choose day and time, e.g. 2026-11-14 02:10',
    )
  })
})

describe('what stands in an address', () => {
  it.each([
    ['2', 2],
    [['3', '4'], 3],
    [undefined, 1],
    ['0', 1],
    ['two', 1],
    ['10001', 1],
  ])('page %j is page %i', (value, page) => {
    expect(z.object({ page: pageNumber }).parse({ page: value })).toEqual({ page })
  })
  it.each([
    [' orders ', 'orders'],
    [['a', 'b'], 'a'],
    [undefined, ''],
    ['a\u0000b', ''],
    ['x'.repeat(101), ''],
  ])('%j is searched for as %j', (value, searched) => {
    expect(searchWords.parse(value)).toBe(searched)
  })
  it('is storable unless it holds NUL', () => {
    expect(isStorable('ä€😀')).toBe(true)
    expect(isStorable('\u0000')).toBe(false)
  })
})

it.each([
  ['on', true],
  ['true', true],
  [true, true],
  [undefined, false],
  ['', false],
  ['off', false],
])('a box that sends %j is ticked: %s', (value, expected) => {
  expect(ticked.parse(value)).toBe(expected)
})
