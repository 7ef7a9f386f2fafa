import { z } from 'zod'

/** Which systems a page about a checklist lists: asked, could be asked, of kinds that it is not meant for. */
export const systemViews = ['assigned', 'proposed', 'others'] as const
export type SystemView = (typeof systemViews)[number]

export const systemsPerPage = 50

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** PostgreSQL's text cannot hold NUL. */
const isStorable = (text: string) => !text.includes('\u0000')

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the systems of a checklist: ?view=proposed&q=orders&page=2. */
export const systemQuery = z.object({
  view: z.preprocess(first, z.enum(systemViews).catch('assigned')),
  q: z.preprocess(first, z.string().trim().max(100).refine(isStorable).catch('')),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)),
})
export type SystemQuery = z.infer<typeof systemQuery>
