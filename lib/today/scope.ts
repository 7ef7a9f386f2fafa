import { z } from 'zod'
import type { Viewer } from '@/lib/auth/viewer'
import { firstOf } from '@/lib/format/form-fields'

/** Whose day is shown. */
export const todayScopes = ['mine', 'team', 'all'] as const
export type TodayScope = (typeof todayScopes)[number]

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the page: ?scope=mine. */
export const todayAddress = z.object({ scope: z.preprocess(firstOf, z.enum(todayScopes).catch('all')) })

/** What narrows the day: an owner, or teams. Neither: everything. */
export interface Who {
  ownerId: string | null
  teamIds: readonly string[] | null
}

export const everybody: Who = { ownerId: null, teamIds: null }

/** Of whom the day is read. Whoever is in no team has no team's day, not everybody's. Pure. */
export function whoOf({ id, teamIds }: Pick<Viewer, 'id' | 'teamIds'>, scope: TodayScope): Who {
  if (scope === 'mine') return { ownerId: id, teamIds: null }
  return scope === 'team' ? { ownerId: null, teamIds } : everybody
}
