import { z } from 'zod'
import { firstOf, pageNumber, searchWords } from '@/lib/format/form-fields'
import { grades } from './schema'

export const scoreSorts = ['worst', 'name', 'change', 'coverage'] as const
export type ScoreSort = (typeof scoreSorts)[number]

/** What the list can be narrowed to: a grade ("unknown" for "?"), or systems that no checklist asks. */
export const scoreViews = ['all', 'A', 'B', 'C', 'D', 'F', 'unknown', 'unasked'] as const
export type ScoreView = (typeof scoreViews)[number]

export const scoresPerPage = 50

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the fleet's page: ?view=F&q=orders&sort=change&page=2. */
export const fleetQuery = z.object({
  view: z.preprocess(firstOf, z.enum(scoreViews).catch('all')),
  q: searchWords,
  sort: z.preprocess(firstOf, z.enum(scoreSorts).catch('worst')),
  page: pageNumber,
})
export type FleetQuery = z.infer<typeof fleetQuery>

/** Day ranges of the trend. */
export const trendRanges = { '30d': 30, '90d': 90, '1y': 366 } as const
export type TrendRange = keyof typeof trendRanges

const day = z.iso.date().nullable().catch(null)

/** Address of a system's page: ?range=90d&from=2026-11-16&to=now. */
export const systemScoreQuery = z.object({
  range: z.preprocess(firstOf, z.enum(['30d', '90d', '1y']).catch('90d')),
  from: z.preprocess((value) => firstOf(value) ?? null, day),
  /** None: now. */
  to: z.preprocess((value) => (firstOf(value) === 'now' ? null : (firstOf(value) ?? null)), day),
})
export type SystemScoreQuery = z.infer<typeof systemScoreQuery>

/** How a view selects a grade. */
export const gradeOfView = (view: ScoreView) =>
  view === 'unknown' ? '?' : (grades.find((grade) => grade === view) ?? null)
