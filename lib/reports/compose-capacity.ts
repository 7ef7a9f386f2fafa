import { formatMeasure } from '@/lib/format/measure'
import { cleanText } from './clean-text'
import {
  type CandidateRow,
  dateOf,
  datesOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
  unwatched,
} from './report-frame'
import { listed, say } from './say'
import type { CapacityFacts } from './section-facts'

const lead = `{near, plural, =0 {None} other {#}} of {forecast, plural, one {# limit} other {# limits}} may be reached within 90 days{lacking, plural, =0 {} one {; # lacks history} other {; # lack history}}.`

/** Days ahead within which a limit is pressing. */
export const pressingDays = 30

/** Capacity: what runs out first, as a range of dates. */
export function composeCapacity(frame: ReportFrame): SectionDraft {
  const { capacity } = frame.facts
  const href = frame.view('/capacity')
  const head = { key: 'capacity', title: 'Capacity', rows: [], beyond: 0 } as const
  if (capacity.watched === 0) {
    const text = 'Not watched: no measured series has a limit.'
    return unwatched(head.key, head.title, text, href)
  }
  if (capacity.forecast === 0) {
    const text = say(
      `Not known yet: none of {watched, plural, one {# series} other {# series}} has enough history.`,
      { watched: capacity.watched },
    )
    return { ...head, watched: true, tone: 'unknown', word: 'unknown', lead: { text, href } }
  }
  // What has neither a forecast nor too little history has no measurement at all.
  const lacking = Math.max(capacity.tooLittleHistory, capacity.watched - capacity.forecast)
  const isPressing = capacity.rows.some((row) => daysTo(frame, row.earliest) <= pressingDays)
  const [tone, word] =
    capacity.near === 0
      ? lacking > 0
        ? (['unknown', 'partly unknown'] as const)
        : (['ok', 'room left'] as const)
      : isPressing
        ? (['fail', 'pressing'] as const)
        : (['warn', 'near'] as const)
  return {
    ...head,
    watched: true,
    tone,
    word,
    lead: { text: say(lead, { near: capacity.near, forecast: capacity.forecast, lacking }), href },
    rows: capacity.rows.map((row) => limitRow(frame, row)),
    beyond: Math.max(0, capacity.near - capacity.rows.length),
  }
}

/** Days from the report's end to a date; infinite without one. */
export function daysTo({ now }: ReportFrame, at: string | null): number {
  return at === null ? Number.POSITIVE_INFINITY : (new Date(at).getTime() - now.getTime()) / 86_400_000
}

/** "orders-db /var": the system with what of it runs out. */
export function resourceOf(row: CapacityFacts['rows'][number]): string {
  return `${nameOf(row)} ${titleOf(row.resource || row.measure, 30)}`
}

/** "about 14 Dec (9 to 23 Dec)"; the latest may be beyond what is looked at. */
export function reachOf(
  frame: ReportFrame,
  { earliest, middle, latest }: CapacityFacts['rows'][number],
): string {
  if (earliest === null) return 'at no known date'
  const range =
    latest === null ? `${dateOf(frame, earliest)} at the earliest` : datesOf(frame, earliest, latest, 'to')
  if (middle === null) return latest === null ? range : `between ${datesOf(frame, earliest, latest, 'and')}`
  return `about ${dateOf(frame, middle)} (${range})`
}

function limitRow(frame: ReportFrame, row: CapacityFacts['rows'][number]): CandidateRow {
  const isReached = row.status === 'reached'
  const isPressing = isReached || daysTo(frame, row.earliest) <= pressingDays
  const reach = isReached ? '' : `, ${reachOf(frame, row)}`
  const growth =
    row.growthPerWeek === null || isReached ? '' : `, ${change(row.growthPerWeek, row.unit)}/week`
  return {
    tone: isPressing ? 'fail' : 'warn',
    word: isReached ? 'reached' : isPressing ? 'pressing' : 'near',
    subject: resourceOf(row),
    text: `${measured(row)}${reach}${growth}`,
    href: `/systems/${row.systemId}/capacity`,
  }
}

/** "disk 76 %, limit 90 %": what is measured is said of paths only, other resources say it themselves. */
function measured({
  value,
  unit,
  limit,
  limitLabel,
  measure,
  resource,
}: CapacityFacts['rows'][number]): string {
  const what = resource.startsWith('/') ? `${titleOf(measure, 30)} ` : ''
  const now = value === null ? 'value unknown' : formatMeasure(value, unit)
  const bound = limit === null ? '' : formatMeasure(limit, unit)
  const label = cleanText(limitLabel, 40)
  const name = label === '' || (bound && label.includes(bound)) ? bound : listed([bound, label])
  return `${what}${now}, limit ${name}`
}

function change(value: number, unit: string | null): string {
  return `${value < 0 ? '−' : '+'}${formatMeasure(Math.abs(value), unit)}`
}
