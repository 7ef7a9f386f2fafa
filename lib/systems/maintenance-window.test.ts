import { describe, expect, it } from 'vitest'
import { parseMaintenanceWindow, windowNotice, windowStartOn, windowWeekday } from './maintenance-window'

describe('a low-traffic window', () => {
  it.each([
    [
      'daily 02:00-04:00',
      [{ weekdays: [1, 2, 3, 4, 5, 6, 7], start: '02:00', end: '04:00', overnight: false }],
    ],
    ['Sun 2:00–6:00', [{ weekdays: [7], start: '02:00', end: '06:00', overnight: false }]],
    ['sunday 02:00-06:00', [{ weekdays: [7], start: '02:00', end: '06:00', overnight: false }]],
    [
      'Mon-Fri 22:00-02:00; Sat,Sun 01:00-05:00;',
      [
        { weekdays: [1, 2, 3, 4, 5], start: '22:00', end: '02:00', overnight: true },
        { weekdays: [6, 7], start: '01:00', end: '05:00', overnight: false },
      ],
    ],
    ['Fri - Mon 23:30-24:00', [{ weekdays: [1, 5, 6, 7], start: '23:30', end: '24:00', overnight: false }]],
  ])('%s is read', (text, spans) => expect(parseMaintenanceWindow(text)).toEqual({ spans }))

  it.each([
    ['', /e\.g\. daily 02:00-04:00/],
    ['at night', /write days, start and end/],
    ['02:00-04:00', /write days, start and end/],
    ['Blursday 02:00-04:00', /"Blursday" names no days/],
    ['Sunny 02:00-04:00', /names no days/],
    ['Mon-Tue-Wed 02:00-04:00', /names no days/],
    ['daily 24:00-04:00', /24:00 is no time of day/],
    ['daily 02:00-25:00', /25:00 is no time of day/],
    ['daily 02:60-03:00', /02:60 is no time of day/],
    ['daily 02:00-02:00', /same time/],
    ['daily 02:00-04:00; sometimes', /"sometimes"/],
    [Array(15).fill('Sun 02:00-03:00').join(';'), /At most 14/],
  ])('%j is refused with an example', (text, error) => {
    expect(parseMaintenanceWindow(text)).toEqual({ error: expect.stringMatching(error) })
    expect(parseMaintenanceWindow(text)).toEqual({ error: expect.stringMatching(/\d\d:\d\d-\d\d:\d\d/) })
  })

  it.each([
    [null, 3, '02:00'],
    ['Sunday nights', 7, '02:00'],
    ['daily 03:15-04:00', 3, '03:15'],
    ['Sun 05:00-06:00; Sun 01:00-02:00', 7, '01:00'],
    // No stretch of its own: the time of the first one.
    ['Sun 05:00-06:00; Sat 01:00-02:00', 3, '05:00'],
    ['Mon-Fri 22:00-02:00', 1, '22:00'],
  ])('%j begins on weekday %i at %s', (text, weekday, start) =>
    expect(windowStartOn(text, weekday)).toBe(start),
  )

  it.each([
    [null, 7],
    ['whenever', 7],
    ['daily 02:00-03:00', 7],
    ['Wed,Fri 02:00-03:00', 3],
  ])('weekly work in %j falls on %i', (text, weekday) => expect(windowWeekday(text)).toBe(weekday))

  it('that cannot be read is named, with what holds instead', () => {
    expect(windowNotice(null)).toBeNull()
    expect(windowNotice('daily 02:00-03:00')).toBeNull()
    expect(windowNotice('Sunday nights')).toMatch(/"Sunday nights" cannot be read, so 02:00 holds/)
  })
})
