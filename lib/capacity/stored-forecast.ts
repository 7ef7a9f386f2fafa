import type { ForecastStatus } from './forecast'

/** What is measured. Stored as text; the order is that of filters and legends. */
export const capacityMeasures = [
  'disk',
  'inodes',
  'memory',
  'connections',
  'file-descriptors',
  'sequence',
  'wraparound',
  'certificate',
  'backup-size',
  'table-growth',
  'other',
] as const
export type CapacityMeasure = (typeof capacityMeasures)[number]

/** What a forecast may say. Stored as text; the words of `ForecastStatus`. */
export const forecastStatuses = [
  'reaches',
  'steady',
  'away',
  'reached',
  'too-little-history',
  'no-data',
] as const satisfies readonly ForecastStatus[]

/** `[at, low, middle, high]`, `at` in milliseconds since 1970. */
export type PathStep = readonly [at: number, low: number, middle: number, high: number]

/** One forecast of one series, as it was stored, with what people call it. */
export interface StoredForecast {
  checkId: string
  /** Of the series within its check: "/var", "value". */
  key: string
  systemId: string
  systemName: string
  /** As it was stored; the check may be gone since. */
  computedAt: Date
  /** For people: "/var", "connection slots". */
  resource: string
  measure: CapacityMeasure
  status: ForecastStatus
  value: number | null
  unit: string | null
  limit: number | null
  /** "critical limit of the check, 95 %". */
  limitLabel: string
  direction: 'up' | 'down'
  growthPerWeek: number | null
  /** Pessimistic edge, middle and optimistic edge; a date that is known exactly has all three the same. */
  earliest: Date | null
  middle: Date | null
  latest: Date | null
  historyDays: number
  neededDays: number
  method: string
  /** The method in words. */
  explanation: string
}

/** The newest forecast of a series: what pages show. */
export interface CurrentForecast extends StoredForecast {
  checkName: string
  checkKind: string
  criticality: 'critical' | 'high' | 'medium' | 'low'
  path: readonly PathStep[]
}
