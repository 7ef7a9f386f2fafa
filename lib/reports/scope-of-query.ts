import { z } from 'zod'
import type { ReportScope } from './schema'

const team = z.uuid()

/** ?team=… of a week's address; anything else means all systems. Pure. */
export function scopeOfQuery(query: Readonly<Record<string, string | string[] | undefined>>): ReportScope {
  const parsed = team.safeParse(query.team)
  return parsed.success ? { kind: 'team', id: parsed.data } : { kind: 'instance' }
}
