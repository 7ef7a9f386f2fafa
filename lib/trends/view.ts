import type { WeekChartSpec } from '@/lib/charts/week-chart'
import type { TrendsQuery } from './schema'

// Shapes for screens: JSON-safe, instants and days as ISO text.

/** One day of deadlines. */
export interface KeptDay {
  date: string
  due: number
  onTime: number
  /** Per cent; null: nothing was due. */
  share: number | null
}

/** Everything on the page of trends. */
export interface TrendsView {
  query: TrendsQuery
  now: string
  zone: string
  headline: string
  /** The chosen team's name. */
  team: string | null
  teams: { id: string; name: string }[]
  /** First and last day that are shown, and whether the last week is not over. */
  from: string
  to: string
  isRunning: boolean
  /** Where the ranges before and after this one end; null: this one ends now. */
  previous: string
  next: string | null
  findings: WeekChartSpec
  grades: WeekChartSpec
  median: WeekChartSpec
  flags: WeekChartSpec
  maintenance: WeekChartSpec
  noise: WeekChartSpec
  days: KeptDay[]
  /** Day of the zone that it is now. */
  today: string
}
