import type { ForecastStep } from './forecast'
import type { PathStep } from './stored-forecast'

/** The near days one by one, then every fourth: a chart of half a year shows no more. */
const everyDayUntil = 14
const then = 4

/** More digits than these would be a claim. */
const digits = (value: number) => Number(value.toPrecision(5))

/** A path as it is stored: fewer steps, the last one kept. Pure. */
export function thinPath(path: readonly ForecastStep[]): PathStep[] {
  const last = path.length - 1
  return path
    .filter(
      (_step, index) => index < everyDayUntil || index === last || index % then === everyDayUntil % then,
    )
    .map(({ at, low, middle, high }) => [Math.round(at), digits(low), digits(middle), digits(high)] as const)
}
