import { z } from 'zod'
import { zonedDayStart } from '@/lib/charts/time-ticks'
import { firstOf } from '@/lib/format/form-fields'
import { formatDay, formatMoment } from '@/lib/format/moment'

export const chartRanges = { '24h': 1, '7d': 7, '30d': 30, '90d': 90, '1y': 365, '2y': 730 } as const
export type ChartRange = keyof typeof chartRanges

/** On the buttons. */
export const rangeLabels: Readonly<Record<ChartRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': '1 year',
  '2y': '2 years',
}

const dayMs = 86_400_000
const shortestMs = 10 * 60_000
const longestMs = 5 * 366 * dayMs
/** An end this close to the present is the present. */
const presentMs = 60_000

const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .nullable()
  .catch(null)

// What a reader types into the address bar is never an error: unknown values fall back.
/** The times of a chart in the address: ?range=30d&to=2026-11-01, or ?from=2026-10-01&to=2026-10-14; ?compare=off. */
export const rangeFields = {
  range: z.preprocess(firstOf, z.enum(['24h', '7d', '30d', '90d', '1y', '2y']).catch('24h')),
  from: z.preprocess((value) => firstOf(value) ?? null, instant),
  to: z.preprocess((value) => firstOf(value) ?? null, instant),
  compare: z.preprocess(firstOf, z.enum(['on', 'off']).catch('on')),
}

export interface RangeQuery {
  range: ChartRange
  /** A day of the reader's zone or an instant. */
  from: string | null
  to: string | null
  compare: 'on' | 'off'
}

/** What a chart shows, as JSON-safe facts. */
export interface TrendWindow {
  from: string
  to: string
  /** null: chosen freely. */
  range: ChartRange | null
  /** Ends now. */
  isPresent: boolean
  /** Follows "over": "24 hours", "3 Nov to 9 Nov". */
  words: string
  /** Names the previous period: "the 24 hours before". */
  beforeWords: string
}

/** The times that an address asks for: inside the past, ten minutes to five years long. Pure. */
export function trendWindow(query: RangeQuery, now: Date, zone: string): TrendWindow {
  const asked = query.to === null ? now.getTime() : Math.min(edge(query.to, zone, 'end'), now.getTime())
  const to = now.getTime() - asked < presentMs ? now.getTime() : asked
  const begin = query.from === null ? null : edge(query.from, zone, 'start')
  const isFree = begin !== null && begin < to
  const from = isFree
    ? Math.max(Math.min(begin, to - shortestMs), to - longestMs)
    : to - chartRanges[query.range] * dayMs
  const isPresent = to === now.getTime()
  const window = { from: new Date(from), to: new Date(to) }
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    range: isFree ? null : query.range,
    isPresent,
    words: isFree || !isPresent ? between(window, zone, now) : rangeLabels[query.range],
    beforeWords: isFree
      ? 'the same time before'
      : `the ${rangeLabels[query.range].replace(/^1 /, '')} before`,
  }
}

/** A day stands for its beginning or its end in the zone; an instant for itself. */
function edge(text: string, zone: string, side: 'start' | 'end'): number {
  if (text.includes('T')) return Date.parse(text)
  const [year = 1970, month = 1, date = 1] = text.split('-').map(Number)
  return zonedDayStart({ year, month: month - 1, date: date + (side === 'end' ? 1 : 0) }, zone)
}

function between({ from, to }: { from: Date; to: Date }, zone: string, now: Date): string {
  const isLong = to.getTime() - from.getTime() >= 2 * dayMs
  const said = isLong ? formatDay : formatMoment
  // The last moment of a day belongs to it, not to the next one.
  const last = isLong ? new Date(to.getTime() - 1) : to
  return `${said(from, zone, now)} to ${said(last, zone, now)}`
}

/** The times before and after, in the address; null where nothing is known yet. Pure. */
export function neighbours(window: TrendWindow, now: Date) {
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)]
  const span = to - from
  const step = (start: number) => ({
    range: window.range,
    from: window.range === null ? stamp(start) : null,
    to: now.getTime() - (start + span) < presentMs && window.range !== null ? null : stamp(start + span),
  })
  return {
    previous: step(from - span),
    next: window.isPresent ? null : step(Math.min(to, now.getTime() - span)),
  }
}

const stamp = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z')

/** The query of an address that shows these times; what is usual for the page is left out. Pure. */
export function rangeAddress(query: RangeQuery, usual: ChartRange = '24h'): Record<string, string | null> {
  return {
    range: query.from !== null || query.range === usual ? null : query.range,
    from: query.from,
    to: query.to,
    compare: query.compare === 'off' ? 'off' : null,
  }
}
