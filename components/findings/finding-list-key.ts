import type { FindingFilter } from '@/lib/findings/schema'

/** The same key on the server, which fills it, and in the browser, which keeps it fresh. */
export const findingListKey = (filter: FindingFilter) => ['findings', filter] as const
