import { z } from 'zod'
import { pageNumber } from '@/lib/format/form-fields'
import { growthRange } from './growth-range'
import { capacityMeasures } from './stored-forecast'

/** The views of the list, in the order of their tabs. */
export const capacityViews = ['soon', 'later', 'waiting', 'unlimited'] as const
export type CapacityView = (typeof capacityViews)[number]

export const criticalities = ['critical', 'high', 'medium', 'low'] as const

const words = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !text.includes('\u0000'))

/** What the address of the list says. Unknown values fall back, they never fail. */
export const capacityQuery = z.object({
  view: z.enum(capacityViews).catch('soon'),
  measure: z.enum(capacityMeasures).nullable().catch(null),
  criticality: z.enum(criticalities).nullable().catch(null),
  q: words.catch(''),
  page: pageNumber,
})
export type CapacityQuery = z.infer<typeof capacityQuery>

/** What the address of one series says: which, and what if its limit or its growth were others. */
export const seriesQuery = z.object({
  series: words.pipe(z.string().min(1)).catch('value'),
  limit: z.coerce.number().min(0).max(1e18).nullable().catch(null),
  growth: z.coerce.number().min(growthRange.min).max(growthRange.max).nullable().catch(null),
})
export type SeriesQuery = z.infer<typeof seriesQuery>
