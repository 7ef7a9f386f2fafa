import { z } from 'zod'
import { firstOf, pageNumber, searchWords } from '@/lib/format/form-fields'

/** Which systems a page about a checklist lists: asked, could be asked, of kinds that it is not meant for. */
export const systemViews = ['assigned', 'proposed', 'others'] as const
export type SystemView = (typeof systemViews)[number]

export const systemsPerPage = 50

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the systems of a checklist: ?view=proposed&q=orders&page=2. */
export const systemQuery = z.object({
  view: z.preprocess(firstOf, z.enum(systemViews).catch('assigned')),
  q: searchWords,
  page: pageNumber,
})
export type SystemQuery = z.infer<typeof systemQuery>
