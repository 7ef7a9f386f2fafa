import { formatDuration } from '@/lib/format/moment'
import type { PostgresSession } from '@/lib/probes/postgres'
import type { ResourceVerdict } from './define-check'
import type { ServerFacts } from './postgres-audit'
import { grantMonitor } from './postgres-audit'
import { verdictAbove } from './threshold'

/** Sessions of one role in one database that do the same wrong thing; pids and texts change, these stay. */
export interface SessionGroup {
  role: string
  database: string
  sessions: number
  longestSeconds: number
  applications: string[]
  /** Process ids, longest first: what pg_terminate_backend() takes. */
  pids: number[]
}

export interface SessionFacts {
  groups: SessionGroup[]
  /** Sessions that report no state because track_activities is off for them. */
  untracked: number
}

/** Sessions of audits like this one; several may run at once, and none of them is a fault of the server. */
export const ownSession = `(usename = current_user and application_name = 'wheeltapper')`

/** Groups client sessions that `condition` picks; `seconds` is how long each has been at it. Literals only. */
export function sessionsQuery(condition: string, seconds: string): string {
  return `
    select usename::text as role, datname::text as database, count(*)::int as sessions,
      max(${seconds})::float8 as "longestSeconds",
      (array_agg(distinct coalesce(nullif(application_name, ''), '-')))[1:5] as applications,
      (array_agg(pid order by ${seconds} desc))[1:10] as pids
    from pg_stat_activity
    where backend_type = 'client backend' and not ${ownSession} and ${condition}
    group by 1, 2 order by 4 desc limit 50`
}

// Without track_activities a session shows neither its state nor its transaction.
const untrackedQuery = `
  select count(*)::int as untracked from pg_stat_activity
  where backend_type = 'client backend' and not ${ownSession} and state = 'disabled'`

/** Runs a `sessionsQuery` and counts the sessions that it cannot judge. */
export async function readSessions(
  query: PostgresSession['query'],
  text: string,
  values?: unknown[],
): Promise<SessionFacts> {
  const groups = await query<SessionGroup>(text, values)
  const [tracking] = await query<{ untracked: number }>(untrackedQuery)
  return { groups, untracked: tracking?.untracked ?? 0 }
}

/** One verdict per role and database, by its longest session; `warn` and `fail` are seconds. */
export function judgeGroups(groups: readonly SessionGroup[], warn: number, fail: number): ResourceVerdict[] {
  return groups.map(({ role, database, sessions, longestSeconds, applications, pids }) => ({
    name: `${role}@${database}`,
    value: longestSeconds,
    verdict: verdictAbove(longestSeconds, warn, fail),
    detail: `${sessions === 1 ? 'one session' : `${sessions} sessions`} for up to ${formatDuration(longestSeconds)} (${applications.join(', ')}; pid ${pids.join(', ')})`,
  }))
}

/** Why "nothing found" would prove nothing; null when everything could be seen. */
export function blindSpot(server: ServerFacts, { untracked }: SessionFacts): string | null {
  if (!server.seesOtherSessions) {
    return `Role ${server.role} does not see what other sessions do. Run: ${grantMonitor(server)}`
  }
  if (untracked > 0) {
    return `${untracked === 1 ? 'One session reports' : `${untracked} sessions report`} nothing about itself because track_activities is off. Run: ALTER SYSTEM SET track_activities = on; SELECT pg_reload_conf(); and look for roles or databases that switch it off.`
  }
  return null
}
