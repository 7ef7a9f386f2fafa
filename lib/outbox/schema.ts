import { z } from 'zod'
import { firstOf } from '@/lib/format/form-fields'

/** Parts of the queue that are looked at. */
export const queueViews = ['dead', 'waiting', 'delivered'] as const

/** Messages on one page of the list. */
export const messagesPerPage = 50

/** Address of the list: ?view=waiting&page=2; what is not known falls back. */
export const queueQuery = z.object({
  view: z.preprocess(firstOf, z.enum(queueViews).catch('dead')),
  page: z.preprocess(firstOf, z.coerce.number().int().min(1).max(100_000).catch(1)),
})
export type QueueQuery = z.infer<typeof queueQuery>
