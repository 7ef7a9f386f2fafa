import type { Transaction } from '@/lib/db/database'
import type { StarterFacts } from './propose-starters'

/** What decides which starter tasks fit a system; null when there is no such living system. */
export async function readStarterFacts(
  tx: Transaction,
  systemId: string,
): Promise<(StarterFacts & { name: string; teamId: string | null; archivedAt: Date | null }) | null> {
  const [row] = await tx.$queryRaw<
    {
      name: string
      kind: string
      isSelf: boolean
      teamId: string | null
      archivedAt: Date | null
      timeZone: string
      window: string | null
      targetKinds: string[]
      watchedKinds: string[]
      existingKeys: string[]
    }[]
  >`
    select y.name, y.kind, y.is_self as "isSelf", y.team_id::text as "teamId", y.archived_at as "archivedAt",
           y.time_zone as "timeZone", y.maintenance_window as "window",
           array(select distinct t.kind from target t where t.system_id = y.id order by 1) as "targetKinds",
           array(select distinct c.kind from "check" c
                  where c.system_id = y.id and (c.paused_at is null or c.paused_until <= app_now())) as "watchedKinds",
           array(select k.key from maintenance_task k where k.system_id = y.id) as "existingKeys"
      from system y where y.id = ${systemId}::uuid`
  if (!row) return null
  const { watchedKinds, existingKeys, ...facts } = row
  return {
    ...facts,
    systemId,
    watchedKinds: new Set(watchedKinds),
    existingKeys: new Set(existingKeys),
  }
}
