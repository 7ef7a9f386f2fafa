import { describe, expect, it } from 'vitest'
import { reachLimit } from './reach-limit'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 23)
/** From `from` on by so much a day, the edges so far from the middle. */
const path = (from: number, slope: number, edge: number, days = 30) =>
  Array.from({ length: days }, (_unused, index) => {
    const middle = from + slope * (index + 1)
    return { at: now + (index + 1) * dayMs, low: middle - edge, middle, high: middle + edge }
  })
const reach = (
  steps: ReturnType<typeof path>,
  value: number,
  limit: number | null,
  direction: 'up' | 'down' = 'up',
) => {
  const found = reachLimit(steps, { at: now, value }, { now, limit, direction })
  const days = (at: number | null) => (at === null ? null : Math.round(((at - now) / dayMs) * 100) / 100)
  return [found.status, days(found.earliest), days(found.middle), days(found.latest)]
}

describe('reaching a limit', () => {
  it.each([
    ['in between two days', reach(path(50, 1, 0), 50, 60.5), ['reaches', 10.5, 10.5, 10.5]],
    ['by each edge', reach(path(50, 1, 5), 50, 60), ['reaches', 5, 10, 15]],
    ['by the pessimistic edge alone', reach(path(50, 0, 5), 50, 55), ['reaches', 1, null, null]],
    ['by two of three', reach(path(50, 1, 15), 50, 70), ['reaches', 5, 20, null]],
    ['downwards', reach(path(50, -1, 5), 50, 40, 'down'), ['reaches', 5, 10, 15]],
    ['not within the path', reach(path(50, 1, 5), 50, 90), ['steady', null, null, null]],
    ['noise far below it', reach(path(50, 0, 2), 50, 90), ['steady', null, null, null]],
    ['away from it', reach(path(50, -1, 5), 50, 90), ['away', null, null, null]],
    ['away upwards', reach(path(50, 1, 5), 50, 10, 'down'), ['away', null, null, null]],
    ['at it already', reach(path(50, 1, 5), 50, 50), ['reached', 0, 0, 0]],
    ['beyond it already', reach(path(50, -1, 5), 50, 45), ['reached', 0, 0, 0]],
    ['below it already', reach(path(50, 1, 5), 50, 60, 'down'), ['reached', 0, 0, 0]],
    ['without one', reach(path(50, 1, 5), 50, null), ['steady', null, null, null]],
    ['without a path', reach([], 50, 60), ['steady', null, null, null]],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('is never dated before now, even if the last measurement is some days old', () => {
    const old = { at: now - 5 * dayMs, value: 50 }
    const found = reachLimit(path(60, 1, 0), old, { now, limit: 52, direction: 'up' })
    expect(found.earliest).toBe(now)
  })
})
