import { describe, expect, test } from 'vitest'
import { nextSlotAfter, phaseMs, planSlot } from './schedule'

// The last eight digits are the phase: 0 here, so that the grid is the full minute.
const onTheMinute = '01900000-0000-7000-8000-000000000000'
const halfway = '01900000-0000-7000-8000-000080000000'
const at = (time: string) => new Date(`2026-11-23T${time}Z`)

describe('phase', () => {
  test.each([
    [onTheMinute, 60, 0],
    [halfway, 60, 30_000],
    [halfway, 86_400, 43_200_000],
    ['01900000-0000-7000-8000-0000ffffffff', 60, 59_999],
  ])('%s at %i s', (id, interval, expected) => expect(phaseMs(id, interval)).toBe(expected))

  test('spreads ids evenly', () => {
    const buckets = new Array<number>(10).fill(0)
    for (let i = 0; i < 10_000; i++) {
      const tail = Math.floor((i * 2 ** 32) / 10_000)
        .toString(16)
        .padStart(8, '0')
      const bucket = Math.floor(phaseMs(`01900000-0000-7000-8000-0000${tail}`, 60) / 6_000)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    expect(Math.min(...buckets)).toBeGreaterThan(990)
  })
})

test.each([
  [onTheMinute, 60, '10:00:00', '10:01:00'],
  [onTheMinute, 60, '10:00:59.999', '10:01:00'],
  [halfway, 60, '10:00:00', '10:00:30'],
  [halfway, 60, '10:00:30', '10:01:30'],
  [onTheMinute, 3600, '10:17:00', '11:00:00'],
])('next slot of %s every %i s after %s is %s', (id, interval, after, expected) =>
  expect(nextSlotAfter(id, interval, at(after))).toEqual(at(expected)),
)

test('the grid does not move with daylight saving time', () => {
  const before = nextSlotAfter(halfway, 86_400, new Date('2026-10-24T23:00:00Z'))
  const after = nextSlotAfter(halfway, 86_400, before)
  expect(after.getTime() - before.getTime()).toBe(86_400_000)
})

describe('plan', () => {
  test.each([
    ['on time', '10:00:00', '10:00:00.250', '10:00:00', 0, null, null, '10:01:00'],
    ['late, but before the next slot', '10:00:00', '10:00:59', '10:00:00', 0, null, null, '10:01:00'],
    ['one slot missed', '10:00:00', '10:01:00', '10:01:00', 1, '10:00:00', '10:00:00', '10:02:00'],
    [
      'an outage: only the latest slot runs',
      '10:00:00',
      '10:30:10',
      '10:30:00',
      30,
      '10:00:00',
      '10:29:00',
      '10:31:00',
    ],
    ['asked for by hand between two slots', '10:00:20', '10:00:21', '10:00:20', 0, null, null, '10:01:00'],
    [
      'asked for by hand, nobody came',
      '10:00:20',
      '10:02:05',
      '10:02:00',
      2,
      '10:00:20',
      '10:01:00',
      '10:03:00',
    ],
  ])('%s', (_name, due, now, slot, missed, first, last, next) =>
    expect(planSlot({ checkId: onTheMinute, intervalSeconds: 60, dueAt: at(due), now: at(now) })).toEqual({
      scheduledFor: at(slot),
      missed,
      firstMissed: first ? at(first) : null,
      lastMissed: last ? at(last) : null,
      nextDueAt: at(next),
    }),
  )

  test('slots during a pause are not missed', () => {
    const plan = planSlot({
      checkId: onTheMinute,
      intervalSeconds: 60,
      dueAt: at('10:00:00'),
      now: at('12:00:40'),
      resumedAt: at('12:00:30'),
    })
    expect(plan).toEqual({
      scheduledFor: at('12:00:30'),
      missed: 0,
      firstMissed: null,
      lastMissed: null,
      nextDueAt: at('12:01:00'),
    })
  })
})
