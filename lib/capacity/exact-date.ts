import type { Forecast } from './forecast'

/**
 * The forecast of something whose end is known to the second: all edges are that date, and no history is needed.
 * `end` in milliseconds since 1970. Pure.
 */
export function exactDate(
  end: number,
  { now, horizonDays, value }: { now: number; horizonDays: number; value: number },
): Forecast {
  const isWithin = end <= now + horizonDays * 86_400_000
  return {
    status: end <= now ? 'reached' : isWithin ? 'reaches' : 'steady',
    value,
    growthPerWeek: -7,
    earliest: end,
    middle: end,
    latest: end,
    historyDays: 0,
    neededDays: 0,
    method: 'exact-date',
    explanation: 'No forecast: the certificate itself names the second at which it ends.',
    path: [],
  }
}
