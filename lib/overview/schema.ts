import { z } from 'zod'
import { firstOf, isStorable, pageNumber, searchWords } from '@/lib/format/form-fields'
import { rangeFields } from './trend-range'

export const systemViews = ['all', 'critical', 'unowned', 'no-data'] as const
export type SystemView = (typeof systemViews)[number]

export const systemSorts = ['worst', 'name', 'environment', 'criticality', 'owner'] as const
export type SystemSort = (typeof systemSorts)[number]

export const systemsPerPage = 50

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the list: ?view=critical&q=orders&sort=-name&page=2. */
export const systemsQuery = z.object({
  view: z.preprocess(firstOf, z.enum(systemViews).catch('all')),
  q: searchWords,
  sort: z.preprocess(firstOf, z.enum(systemSorts).catch('worst')),
  page: pageNumber,
})
export type SystemsQuery = z.infer<typeof systemsQuery>

const day = z.iso.date().nullable().catch(null)

/** Address of a system's page: ?day=2026-11-22 opens one day. */
export const systemQuery = z.object({ day: z.preprocess((value) => firstOf(value) ?? null, day) })

/** Address of a check's page: ?range=30d&series=value&day=2026-11-22. */
export const checkQuery = z.object({
  ...rangeFields,
  series: z.preprocess(firstOf, z.string().min(1).max(200).refine(isStorable).catch('value')),
  day: z.preprocess((value) => firstOf(value) ?? null, day),
})
export type CheckQuery = z.infer<typeof checkQuery>
