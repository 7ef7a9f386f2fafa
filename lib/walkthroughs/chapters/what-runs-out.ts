import { dateRange } from '@/lib/capacity/date-range'
import { formatMeasure } from '@/lib/format/measure'
import type { ForecastMaterial, Material } from '../material'
import { shownForecasts } from '../shown'
import { type ChapterPlan, row } from './chapter'

/** Chapter 4: what runs out first. */
export const whatRunsOut: ChapterPlan = {
  number: 4,
  title: 'What runs out first',
  know: [
    'What reaches its limit first, and about when.',
    'What grows without anybody doing anything.',
    'What ends on a date, and who renews it.',
  ],
  noteWanted: null,
  core: ['accumulates', 'expires'],
  steps: [
    {
      key: 'more-room',
      task: 'Find out how room is made, or more of it ordered, and how long that takes.',
      hint: 'The runbook, or the task that sees to it.',
    },
  ],
  parts: (material) => [soonest(material)],
}

function soonest(material: Material) {
  const { facts, forecasts } = material
  const shown = shownForecasts(material)
  const limited = forecasts.filter(({ limit }) => limit !== null).length
  return {
    anchor: 'soonest',
    title: 'Soonest first',
    lead:
      limited === 0
        ? 'Nothing with a limit is measured here. That is not the same as nothing running out.'
        : 'By the pessimistic edge of each forecast.',
    rows: shown.map((forecast) =>
      row(nameOf(forecast), standing(forecast, facts.system.timeZone, material.now), {
        detail: forecast.limit === null ? null : `limit ${formatMeasure(forecast.limit, forecast.unit)}`,
        href: `/systems/${facts.system.id}/capacity`,
      }),
    ),
    more:
      limited > shown.length
        ? { label: `All ${limited}`, href: `/systems/${facts.system.id}/capacity` }
        : null,
  }
}

/** "/var (Disk space)": the resource, and the check that measures it. */
export const nameOf = ({ resource, checkName }: Pick<ForecastMaterial, 'resource' | 'checkName'>) =>
  resource === checkName ? resource : `${resource} (${checkName})`

function standing(forecast: ForecastMaterial, zone: string, now: Date): string {
  switch (forecast.status) {
    case 'reached':
      return 'is at its limit'
    case 'reaches':
      return dateRange(forecast, zone, now)
    case 'steady':
      return 'not within half a year'
    case 'away':
      return 'moves away from its limit'
    case 'too-little-history':
      return 'too young to say'
    case 'no-data':
      return 'was not measured lately'
  }
}
