import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { sqliteKeysHold } from '@/lib/fingerprints/snapshot-sqlite'
import type { DrillDifference } from './drill-report'
import type { LateConstraint } from './restored'

/**
 * Whether the rows keep the rules of their tables. A restore checks most rules by itself; one that its source never
 * checked (NOT VALID) comes back unchecked, and SQLite checks no foreign key of what is there already. Pure.
 */
export function judgeConstraints(
  { catalogue }: DatabaseSnapshot,
  late: readonly LateConstraint[],
): DrillDifference[] {
  const keys = catalogue.find(({ area, key }) => area === 'constraints' && key === 'foreign keys')
  const broken: DrillDifference[] =
    keys && keys.value !== sqliteKeysHold
      ? [
          {
            area: 'constraints',
            what: keys.key,
            sentence: `Its foreign keys do not hold: ${keys.value}. Look with PRAGMA foreign_key_check.`,
            isFault: true,
          },
        ]
      : []
  return [
    ...broken,
    ...late.map((constraint) => ({
      area: 'constraints',
      what: `${constraint.table}: ${constraint.name}`,
      sentence: sayLate(constraint),
      isFault: constraint.holds === false,
    })),
  ]
}

function sayLate({ table, name, holds, said }: LateConstraint): string {
  const what = `Constraint ${name} of ${table} was never checked at the source (NOT VALID)`
  if (holds === null) return `${what}, and could not be checked here: ${said}.`
  return holds
    ? `${what}; every row keeps it. Check it there too: ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}.`
    : `${what}, and rows break it: ${said}. Repair them at the source, then validate it there.`
}
