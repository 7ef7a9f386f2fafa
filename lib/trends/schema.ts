import { z } from 'zod'
import { firstOf } from '@/lib/format/form-fields'

/** Weeks that a range shows. */
export const weekRanges = { '12w': 12, '26w': 26, '1y': 52, '2y': 104 } as const
export type WeekRange = keyof typeof weekRanges

export const weekRangeNames: Readonly<Record<WeekRange, string>> = {
  '12w': '12 weeks',
  '26w': '26 weeks',
  '1y': 'a year',
  '2y': 'two years',
}

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the page: ?range=26w&team=<id>&until=2026-11-23. `until` is the Monday after the last week. */
export const trendsQuery = z.object({
  range: z.preprocess(firstOf, z.enum(['12w', '26w', '1y', '2y']).catch('12w')),
  team: z.preprocess((value) => firstOf(value) ?? null, z.uuid().nullable().catch(null)),
  until: z.preprocess((value) => firstOf(value) ?? null, z.iso.date().nullable().catch(null)),
})
export type TrendsQuery = z.infer<typeof trendsQuery>
