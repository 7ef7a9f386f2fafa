import { provingLevels } from '@/lib/red-flags/rules/unproven-backup'
import type { Window } from './window'

/** What is known of a system's backups beside their age. */
export interface BackupSource {
  systemId: string
  /** A backup target, a backup check, or a restore on record. */
  hasSource: boolean
  /** The last restore that passed and whose data were looked at. */
  proofAt: Date | null
  proofLevel: 'listed' | 'restored' | 'queried' | 'booted' | null
}

/** Per system whether it has a source of backups, and its last proof; as they were on record at the instant. */
export async function readBackupSources({ ids, asOf, on }: Window): Promise<BackupSource[]> {
  const { rows } = await on.query<BackupSource>(
    `select y.id as "systemId",
            exists (select from target t where t.system_id = y.id and t.kind = 'backup' and t.created_at < $2)
            or exists (select from "check" c where c.system_id = y.id and c.kind like 'bk.%' and c.created_at < $2)
            or exists (select from drill d where d.system_id = y.id and d.recorded_at < $2) as "hasSource",
            p.started_at as "proofAt", p.level as "proofLevel"
       from unnest($1::uuid[]) as y(id)
            left join lateral (
              select started_at, level from drill
               where system_id = y.id and result = 'pass' and level = any($3) and recorded_at < $2 and started_at < $2
               order by started_at desc limit 1) p on true`,
    [ids, asOf, provingLevels],
  )
  return rows
}
