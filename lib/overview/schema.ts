import { z } from 'zod'
import { rangeFields } from './trend-range'

export const systemViews = ['all', 'critical', 'unowned', 'no-data'] as const
export type SystemView = (typeof systemViews)[number]

export const systemSorts = ['worst', 'name', 'environment', 'criticality', 'owner'] as const
export type SystemSort = (typeof systemSorts)[number]

export const systemsPerPage = 50

/** PostgreSQL's text cannot hold NUL. */
const isStorable = (text: string) => !text.includes('\u0000')

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the list: ?view=critical&q=orders&sort=-name&page=2. */
export const systemsQuery = z.object({
  view: z.preprocess(first, z.enum(systemViews).catch('all')),
  q: z.preprocess(first, z.string().trim().max(100).refine(isStorable).catch('')),
  sort: z.preprocess(first, z.enum(systemSorts).catch('worst')),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)),
})
export type SystemsQuery = z.infer<typeof systemsQuery>

const day = z.iso.date().nullable().catch(null)

/** Address of a system's page: ?day=2026-11-22 opens one day. */
export const systemQuery = z.object({ day: z.preprocess((value) => first(value) ?? null, day) })

/** Address of a check's page: ?range=30d&series=value&day=2026-11-22. */
export const checkQuery = z.object({
  ...rangeFields,
  series: z.preprocess(first, z.string().min(1).max(200).refine(isStorable).catch('value')),
  day: z.preprocess((value) => first(value) ?? null, day),
})
export type CheckQuery = z.infer<typeof checkQuery>
