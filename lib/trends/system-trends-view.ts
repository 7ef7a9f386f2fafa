import { z } from 'zod'
import type { TrendMark } from '@/lib/charts/trend-spec'
import type { CheckState } from '@/lib/overview/check-state'
import type { SeriesPoints } from '@/lib/overview/trend-of-series'
import { rangeFields, type TrendWindow } from '@/lib/overview/trend-range'
import type { Reading } from '@/lib/overview/view'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** PostgreSQL's text cannot hold NUL. */
const isStorable = (text: string) => !text.includes('\u0000')

/** Pictures on one page. */
export const seriesPerPage = 12

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the page: ?range=30d&q=disk&scale=own&page=2, and the times of every chart. */
export const systemTrendsQuery = z.object({
  ...rangeFields,
  range: z.preprocess(first, z.enum(['24h', '7d', '30d', '90d', '1y', '2y']).catch('30d')),
  q: z.preprocess(first, z.string().trim().max(100).refine(isStorable).catch('')),
  scale: z.preprocess(first, z.enum(['shared', 'own']).catch('shared')),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)),
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
