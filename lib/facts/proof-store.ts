import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { AlertFact, DrillFact, MigrationFact } from './system-facts'

/** Restores that were tried on these systems within 13 months, newest first. */
export async function drillFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, DrillFact[]>> {
  const { rows } = await on.query<DrillFact & { systemId: string }>(
    `select system_id as "systemId", id, level, result, backup_name as "backupName", started_at as "startedAt",
            duration_seconds as "durationSeconds", data_loss_seconds as "dataLossSeconds"
       from drill where system_id = any($1) and started_at >= $2::timestamptz - interval '13 months' and started_at <= $2
      order by started_at desc, id`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, ...drill }) => drill)
}

/** Alerts of these systems that fired within 13 months, newest first. */
export async function alertFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, AlertFact[]>> {
  const { rows } = await on.query<AlertFact & { systemId: string }>(
    `select system_id as "systemId", id, rule, class, fired_at as "firedAt", acknowledged_at as "acknowledgedAt", outcome,
            snooze_count as "snoozeCount"
       from alert_outcome where system_id = any($1) and fired_at >= $2::timestamptz - interval '13 months' and fired_at <= $2
      order by fired_at desc, id`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, ...alert }) => alert)
}

interface StoredItem {
  area: string
  outcome: string
  missing?: number | null
}

interface MigrationRow extends Omit<MigrationFact, 'verifications'> {
  systemId: string
  verifications:
    | { id: string; state: 'open' | 'closed'; closedAt: string | null; items: StoredItem[] }[]
    | null
}

/** What was moved, upgraded or restored within 13 months with its comparisons, newest first. */
export async function migrationFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, MigrationFact[]>> {
  const { rows } = await on.query<MigrationRow>(
    `select m.system_id as "systemId", m.id, m.kind, m.title, m.happened_at as "happenedAt",
            (select json_agg(json_build_object('id', v.id, 'state', v.state, 'closedAt', v.closed_at, 'items', v.items)
                      order by v.opened_at desc, v.id)
               from verification v where v.migration_id = m.id) as verifications
       from migration m
      where m.system_id = any($1) and m.happened_at >= $2::timestamptz - interval '13 months' and m.happened_at <= $2
      order by m.happened_at desc, m.id`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, verifications, ...migration }) => ({
    ...migration,
    verifications: (verifications ?? []).map(({ id, state, closedAt, items }) => ({
      id,
      state,
      closedAt: closedAt === null ? null : new Date(closedAt),
      missing: items.reduce((sum, { missing }) => sum + (missing ?? 0), 0),
      areas: items.map(({ area, outcome }) => ({ area, outcome })),
    })),
  }))
}
