import { formatDay } from '@/lib/format/moment'

/** What a forecast is based on, or why there is none. */
export type ForecastBasis =
  | { kind: 'no-data' }
  | { kind: 'stale'; since: number }
  | { kind: 'too-little'; days: number; neededDays: number; measured: number; neededMeasurements: number }
  | {
      kind: 'drawn'
      days: number
      measured: number
      weekly: boolean
      newStarts: readonly { at: number; by: number }[]
      direction: 'up' | 'down'
    }

/** The method in words, with the numbers of this series. Days are days of UTC. */
export function explainForecast(basis: ForecastBasis, now: number): string {
  const day = (at: number) => formatDay(new Date(at), 'UTC', new Date(now))
  switch (basis.kind) {
    case 'no-data':
      return 'No usable measurement: nothing is said about what comes.'
    case 'stale':
      return `Not measured since ${day(basis.since)}: nothing is said about what comes.`
    case 'too-little':
      return basis.days < basis.neededDays
        ? `Not enough history: ${basis.days} of ${basis.neededDays} days. It fills by itself.`
        : `Not enough history: ${basis.measured} of ${basis.neededMeasurements} days with a measurement. It fills by itself.`
    case 'drawn': {
      const { days, measured, weekly, newStarts, direction } = basis
      const rhythm = weekly ? ', and the rhythm of the week added' : ''
      return `Median of the slopes (Theil–Sen) of ${measured} days of the last ${days + 1}${startsInWords(newStarts, direction, day)}${rhythm}; the band is as wide as this series' own past forecasts were wrong, so that it holds the truth in 80 of 100 cases.`
    }
  }
}

function startsInWords(
  starts: readonly { at: number; by: number }[],
  direction: 'up' | 'down',
  day: (at: number) => string,
): string {
  const last = starts.at(-1)
  if (!last) return ''
  const relief = direction === 'up' ? last.by < 0 : last.by > 0
  const what = relief ? 'clean-up' : 'jump'
  return starts.length === 1
    ? `, begun anew at the ${what} on ${day(last.at)}`
    : `, begun anew ${starts.length} times, the last at the ${what} on ${day(last.at)}`
}
