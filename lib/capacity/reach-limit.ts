import type { ForecastStatus, ForecastStep } from './forecast'

interface Reach {
  status: Extract<ForecastStatus, 'reaches' | 'steady' | 'away' | 'reached'>
  earliest: number | null
  middle: number | null
  latest: number | null
}

/** When a path reaches its limit, by each of its three lines; null where it does not within the path. */
export function reachLimit(
  path: readonly ForecastStep[],
  newest: { at: number; value: number },
  { now, limit, direction }: { now: number; limit: number | null; direction: 'up' | 'down' },
): Reach {
  const never = { earliest: null, middle: null, latest: null }
  if (limit === null) return { status: 'steady', ...never }
  const sign = direction === 'up' ? 1 : -1
  if (sign * (newest.value - limit) >= 0)
    return { status: 'reached', earliest: now, middle: now, latest: now }
  const when = (line: 'low' | 'middle' | 'high') => {
    let before = { at: newest.at, value: newest.value }
    for (const step of path) {
      const value = step[line]
      if (sign * (value - limit) >= 0) {
        const part = (limit - before.value) / (value - before.value)
        return Math.max(now, Math.round(before.at + part * (step.at - before.at)))
      }
      before = { at: step.at, value }
    }
    return null
  }
  const [near, far] = direction === 'up' ? (['high', 'low'] as const) : (['low', 'high'] as const)
  const reach = { earliest: when(near), middle: when('middle'), latest: when(far) }
  if (reach.earliest !== null) return { status: 'reaches', ...reach }
  // Only what even its pessimistic edge keeps farther off than now is called so; noise is not.
  const last = path.at(-1)
  const away = last !== undefined && sign * (last[near] - newest.value) < 0
  return { status: away ? 'away' : 'steady', ...reach }
}
