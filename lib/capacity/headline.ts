import { formatMeasure, formatNumber, openingNumber } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'
import { expectation, limitClause } from './series-trend'
import type { CapacityRow, WhatIf } from './view'

/** What the sentence over the list is made of. */
export interface CapacityHeadlineFacts {
  /** Series with a forecast, or too young for one. */
  all: number
  soon: number
  later: number
  waiting: number
  within30: number
  first: { resource: string; systemName: string; earliest: Date | null; isReached: boolean } | null
  zone: string
  now: Date
}

const templates = {
  none: 'Nothing that can run out is watched yet.',
  waiting:
    'Nothing can be said yet: {count, plural, one {the one series with a limit is} other {all {shown} series with a limit are}} too young.',
  reached: '{word} may run out within 30 days; {first} is at its limit.',
  urgent: '{word} may run out within 30 days, {first} first: {day} at the earliest.',
  calm: 'Nothing runs out within 30 days; {first} is next, on {day} at the earliest.',
  clear: 'Nothing runs out within half a year.',
  clearBut:
    'Nothing that is known runs out within half a year; {count, plural, one {one series is} other {{shown} series are}} too young to say.',
  young: '{count, number} of {of, number} series {count, plural, one {is} other {are}} too young to say',
  away: '{count, number} of {of, number} series {count, plural, one {was} other {were}} not measured lately',
} as const

const say = sentencesOf(templates)

/** What runs out first, in one sentence. What is not known never counts as safe. Pure. */
export function capacityHeadline(facts: CapacityHeadlineFacts): string {
  const { all, soon, later, waiting, within30, first, zone, now } = facts
  if (all === 0) return say('none')
  if (soon === 0 && later === 0)
    return waiting === 0 ? say('none') : say('waiting', { count: waiting, shown: formatNumber(waiting) })
  if (soon === 0 || !first) {
    return waiting === 0 ? say('clear') : say('clearBut', { count: waiting, shown: formatNumber(waiting) })
  }
  const named = `${first.resource} of ${first.systemName}`
  if (within30 > 0 && first.isReached) return say('reached', { word: openingNumber(within30), first: named })
  const day = first.earliest ? formatDay(first.earliest, zone, now) : 'soon'
  if (within30 > 0) return say('urgent', { word: openingNumber(within30), first: named, day })
  return say('calm', { first: named, day })
}

type Said = Pick<
  CapacityRow,
  | 'resource'
  | 'systemName'
  | 'status'
  | 'earliest'
  | 'middle'
  | 'latest'
  | 'historyDays'
  | 'neededDays'
  | 'limit'
>

/** The sentence over one series. Pure. */
export function seriesHeadline(row: Said, zone: string, now: Date): string {
  const named = `${row.resource} of ${row.systemName}`
  if (row.status === 'no-data') return `${named} was not measured lately`
  if (row.status === 'too-little-history')
    return `${named} is too young to forecast: ${Math.floor(row.historyDays)} of ${row.neededDays} days`
  if (row.limit === null) return `${named} has no known limit`
  if (row.status === 'reached') return `${named} is at its limit now`
  if (row.status === 'away') return `${named} moves away from its limit`
  if (row.status === 'steady') return `${named} does not reach its limit within half a year`
  return `${named} reaches its limit ${expectation(row, zone, now)}`
}

/** The sentence over all series of one system. Pure. */
export function systemCapacityHeadline(name: string, rows: readonly Said[], zone: string, now: Date): string {
  const limited = rows.filter(({ limit }) => limit !== null)
  const [first] = limited
  if (!first) return `Nothing of ${name} is known to run out`
  if (first.status === 'reached' || first.status === 'reaches') return seriesHeadline(first, zone, now)
  const known = limited.filter(({ status }) => status === 'steady' || status === 'away')
  const away = limited.filter(({ status }) => status === 'no-data').length
  if (known.length === 0)
    return away === limited.length
      ? `Nothing can be said of ${name}: it was not measured lately`
      : `Nothing can be said of ${name} yet: its history is too short`
  const of = limited.length
  const young = of - known.length - away
  return [
    `Nothing that is known of ${name} runs out within half a year`,
    ...(young > 0 ? [say('young', { count: young, of })] : []),
    ...(away > 0 ? [say('away', { count: away, of })] : []),
  ].join('; ')
}

/** The answer to a what-if, with both numbers that were asked. Pure. */
export function whatIfSentence(
  row: Said & Pick<CapacityRow, 'unit'>,
  asked: WhatIf,
  zone: string,
  now: Date,
): string {
  const pace =
    asked.growth === 100
      ? 'at the expected growth'
      : asked.growth === 0
        ? 'without any growth'
        : `at ${asked.growth} % of the expected growth`
  return `With a limit of ${formatMeasure(asked.limit, row.unit)} and ${pace}, the limit of ${row.resource} ${limitClause(asked, zone, now)}; as forecast, it ${limitClause(row, zone, now)}.`
}
