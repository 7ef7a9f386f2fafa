import { dateRange } from '@/lib/capacity/date-range'
import type { CurrentForecast } from '@/lib/capacity/stored-forecast'
import type { DayPoint } from '@/lib/capacity/view'
import type { TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure } from '@/lib/format/measure'
import type { SoonestView } from './view'

const dayMs = 86_400_000
/** Days before now that each picture shows. */
export const pastDays = 60
/** Longer than this without a value is a gap. */
const gapMs = 2.5 * dayMs
/** The common axis reaches at least so far, and at most as far as forecasts do. */
const [leastAhead, mostAhead] = [30, 180]

/** The end of the axis that all of them share: past the last date that one of them names. Pure. */
export function sharedEnd(forecasts: readonly CurrentForecast[], now: Date): number {
  const last = Math.max(
    0,
    ...forecasts.map(({ latest, middle, earliest }) =>
      latest ? latest.getTime() : middle ? middle.getTime() : (earliest?.getTime() ?? 0),
    ),
  )
  const days = Math.ceil(((last - now.getTime()) / dayMs) * 1.15)
  return now.getTime() + Math.min(mostAhead, Math.max(leastAhead, days)) * dayMs
}

/** "reaches 95 % between Wed 9 Dec and Wed 23 Dec", "is at its limit of 95 %". Pure. */
export function soonestSentence(forecast: CurrentForecast, zone: string, now: Date): string {
  const { status, limit, unit, measure } = forecast
  const named = limit === null ? 'its limit' : formatMeasure(limit, unit)
  if (status === 'reached') return limit === null ? 'is at its limit now' : `is at its limit of ${named} now`
  const when = dateRange(forecast, zone, now)
  return measure === 'certificate' ? `ends ${when}` : `reaches ${named} ${when}`
}

/** One series for a row of small pictures: all begin and end at the same time. Pure. */
export function soonestView(
  forecast: CurrentForecast,
  history: readonly DayPoint[],
  { now, to, zone }: { now: Date; to: number; zone: string },
): SoonestView {
  const { checkId, key, systemId, systemName, resource, unit, limit, direction } = forecast
  const from = now.getTime() - pastDays * dayMs
  const sentence = soonestSentence(forecast, zone, now)
  const spec: TrendSpec = {
    name: `${resource} of ${systemName}`,
    unit,
    from,
    to,
    now: now.getTime(),
    points: withGaps(history.filter(([at]) => at >= from)),
    forecast: { label: 'forecast', points: forecast.path.filter(([at]) => at > now.getTime() && at <= to) },
    limits:
      limit === null
        ? []
        : [
            {
              value: limit,
              label: formatMeasure(limit, unit),
              tone: 'fail',
              side: direction === 'up' ? 'above' : 'below',
            },
          ],
    zone,
    summary: `${resource} of ${systemName} ${sentence}.`,
  }
  return { checkId, key, systemId, system: systemName, resource, sentence, spec }
}

function withGaps(history: readonly DayPoint[]): TrendPoint[] {
  return history.flatMap(([at, value], index): TrendPoint[] => {
    const before = history[index - 1]
    return before && at - before[0] > gapMs
      ? [
          [at - 1, null],
          [at, value],
        ]
      : [[at, value]]
  })
}
