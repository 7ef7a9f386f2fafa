import { expect, test } from 'vitest'
import { maxPoints, seriesWindow } from './series-window'

const now = new Date('2026-11-23T12:00:00Z')
const hour = 3_600_000
const day = 24 * hour

test.each([
  ['an hour each minute', hour, 60, 'raw', 60],
  ['an hour each 10 s', hour, 10, 'raw', 15],
  ['a day each minute', day, 60, 'raw', 300],
  ['a day each 5 minutes', day, 300, 'raw', 300],
  ['two days', 2 * day, 60, 'raw', 600],
  ['a day of a daily check', day, 86_400, 'raw', 86_400],
  ['a week', 7 * day, 60, 'hour', 3600],
  ['30 days', 30 * day, 60, 'hour', 10_800],
  ['90 days', 90 * day, 60, 'hour', 28_800],
  ['90 days of a daily check', 90 * day, 86_400, 'hour', 86_400],
  ['a year', 365 * day, 60, 'day', 2 * 86_400],
  ['five years', 5 * 365 * day, 60, 'day', 7 * 86_400],
] as const)('%s', (_name, range, intervalSeconds, resolution, stepSeconds) => {
  const window = seriesWindow({ from: new Date(now.getTime() - range), to: now, now, intervalSeconds })
  expect(window).toEqual({ resolution, stepSeconds, gapSeconds: 2 * Math.max(stepSeconds, intervalSeconds) })
  expect(range / 1000 / stepSeconds).toBeLessThan(maxPoints)
})

test('an hour of last week has no raw samples any more', () => {
  const from = new Date(now.getTime() - 7 * day)
  expect(
    seriesWindow({ from, to: new Date(from.getTime() + hour), now, intervalSeconds: 60 }).resolution,
  ).toBe('hour')
})

test('a day of the year before last has no hours any more', () => {
  const from = new Date(now.getTime() - 400 * day)
  expect(
    seriesWindow({ from, to: new Date(from.getTime() + day), now, intervalSeconds: 60 }).resolution,
  ).toBe('day')
})

test('the day before yesterday is as fine as yesterday, however late one asks', () => {
  const from = new Date(now.getTime() - 2 * day - 2000)
  expect(
    seriesWindow({ from, to: new Date(from.getTime() + day), now, intervalSeconds: 60 }).resolution,
  ).toBe('raw')
})

test('a small picture gets fewer points', () => {
  const from = new Date(now.getTime() - 30 * day)
  expect(seriesWindow({ from, to: now, now, intervalSeconds: 60, points: 150 }).stepSeconds).toBe(5 * 3600)
})
