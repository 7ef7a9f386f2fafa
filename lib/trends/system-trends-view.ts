import { z } from 'zod'
import type { TrendMark } from '@/lib/charts/trend-spec'
import { firstOf, pageNumber, searchWords } from '@/lib/format/form-fields'
import type { CheckState } from '@/lib/overview/check-state'
import type { SeriesPoints } from '@/lib/overview/trend-of-series'
import { rangeFields, type TrendWindow } from '@/lib/overview/trend-range'
import type { Reading } from '@/lib/overview/view'

/** Pictures on one page. */
export const seriesPerPage = 12

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the page: ?range=30d&q=disk&scale=own&page=2, and the times of every chart. */
export const systemTrendsQuery = z.object({
  ...rangeFields,
  range: z.preprocess(firstOf, z.enum(['24h', '7d', '30d', '90d', '1y', '2y']).catch('30d')),
  q: searchWords,
  scale: z.preprocess(firstOf, z.enum(['shared', 'own']).catch('shared')),
  page: pageNumber,
})
export type SystemTrendsQuery = z.infer<typeof systemTrendsQuery>

/** One small picture. */
export interface SeriesLine {
  id: string
  checkId: string
  checkName: string
  key: string
  target: string
  unit: string | null
  state: CheckState
  warnAt: number | null
  failAt: number | null
  points: SeriesPoints
  before: SeriesPoints | null
}

export interface SystemTrendsView {
  reading: Reading
  system: { id: string; name: string }
  window: TrendWindow
  series: SeriesLine[]
  marks: TrendMark[]
  /** All series that match. */
  total: number
  failing: number
  warning: number
  blind: number
  page: number
  pages: number
}
