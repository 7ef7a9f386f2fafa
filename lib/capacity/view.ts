import type { ForecastStatus } from './forecast'
import type { CapacityView } from './schema'
import type { CapacityMeasure, PathStep } from './stored-forecast'

// JSON-safe shapes for screens. Instants are ISO 8601.

/** A day of a series: `[at, value]`, `at` in milliseconds since 1970. */
export type DayPoint = readonly [at: number, value: number]

/** One series with its newest forecast. */
export interface CapacityRow {
  checkId: string
  key: string
  systemId: string
  systemName: string
  criticality: 'critical' | 'high' | 'medium' | 'low'
  checkName: string
  resource: string
  measure: CapacityMeasure
  status: ForecastStatus
  value: number | null
  unit: string | null
  limit: number | null
  limitLabel: string
  direction: 'up' | 'down'
  growthPerWeek: number | null
  earliest: string | null
  middle: string | null
  latest: string | null
  historyDays: number
  neededDays: number
  computedAt: string
  explanation: string
  /** The last 60 days. */
  points: readonly DayPoint[]
  /** The open finding about it. */
  finding: number | null
  /** Where the work is planned: a finding with everything filled in; null for who may not, and where one is open. */
  planHref: string | null
}

/** Series by what is known of them. */
export type CapacityCounts = Readonly<Record<CapacityView, number>>

export interface CapacityPage {
  rows: readonly CapacityRow[]
  counts: CapacityCounts
  /** Without any filter: whether there is anything at all. */
  all: number
  /** Series that reach their limit within 30 days by the pessimistic edge, or are there. */
  within30: number
  /** The first of the list of those that run out, whatever is filtered. */
  first: CapacityRow | null
  /** A few that wait for history, for the first view. */
  waiting: readonly CapacityRow[]
  page: number
  pages: number
  /** When the oldest and the newest of the shown forecasts were made. */
  oldest: string | null
  now: string
}

/** The answer to "what if its limit or its growth were others". */
export interface WhatIf {
  limit: number
  /** Percent of the expected growth. */
  growth: number
  growthPerWeek: number | null
  status: ForecastStatus
  earliest: string | null
  middle: string | null
  latest: string | null
  path: readonly PathStep[]
}

export interface CapacitySeries {
  row: CapacityRow
  /** The last 90 days. */
  history: readonly DayPoint[]
  path: readonly PathStep[]
  /** Null: nothing was asked, or there is no path that could be changed. */
  whatIf: WhatIf | null
  /** What the sliders may say; null where nothing can be asked. */
  asks: { limit: { min: number; max: number; step: number; value: number }; growth: number } | null
  now: string
}

export interface SystemCapacity {
  rows: readonly CapacityRow[]
  /** Those that have a picture: soonest first. */
  figures: readonly Omit<CapacitySeries, 'whatIf' | 'asks'>[]
  mayForecast: boolean
  now: string
}
