import type { Thresholds } from '@/lib/red-flags/define-rule'
import { allowedDays } from '@/lib/red-flags/rules/unproven-backup'
import type { BackupsFacts } from '../section-facts'
import type { BackupSource } from './backup-store'
import type { ScopeSystem } from './scope-store'
import type { CheckValue } from './value-store'

const listed = 6
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Kinds of systems that hold something that must be brought back. */
const needBackup: readonly string[] = ['database', 'host', 'backup']

type Row = BackupsFacts['rows'][number]

/** Worst first. */
const order: readonly Row['state'][] = ['late', 'never-proven', 'unproven', 'none', 'unknown', 'ok']

/** Proof of one system's backups, for counting by team. */
export interface ProofAge {
  systemId: string
  /** Null: never proven. */
  days: number | null
}

/**
 * How old backups are against what was agreed, and how old their proofs. Of several backups of a system the oldest
 * counts: each of them is there for something. Pure.
 */
export function backupFacts(
  systems: readonly ScopeSystem[],
  sources: readonly BackupSource[],
  ages: readonly CheckValue[],
  { asOf, thresholds }: { asOf: Date; thresholds: Thresholds },
): { facts: BackupsFacts; proofs: ProofAge[] } {
  const sourceOf = new Map(sources.map((source) => [source.systemId, source]))
  const agesOf = Map.groupBy(ages, ({ systemId }) => systemId)
  const rows = systems.flatMap((system): Row[] => {
    const source = sourceOf.get(system.id)
    if (!source?.hasSource) return needBackup.includes(system.kind) ? [missing(system, thresholds)] : []
    return [rowOf(system, source, agesOf.get(system.id) ?? [], { asOf, thresholds })]
  })
  const claimed = rows.filter(({ state }) => state !== 'none')
  const isProven = ({ proofAt, allowedProofDays }: Row) =>
    (daysSince(proofAt, asOf) ?? Infinity) <= allowedProofDays
  const within = claimed.filter(
    ({ backupAgeHours, objectiveHours }) =>
      backupAgeHours !== null && objectiveHours !== null && backupAgeHours <= objectiveHours,
  )
  return {
    facts: {
      claimed: claimed.length,
      withinObjective: within.length,
      noObjective: claimed.filter(({ objectiveHours }) => objectiveHours === null).length,
      proven: claimed.filter(isProven).length,
      neverProven: claimed.filter(({ proofAt }) => proofAt === null).length,
      without: rows.length - claimed.length,
      rows: rows
        .toSorted(
          (a, b) =>
            order.indexOf(a.state) - order.indexOf(b.state) ||
            (b.backupAgeHours ?? 0) - (a.backupAgeHours ?? 0) ||
            compare(a.proofAt ?? '', b.proofAt ?? '') ||
            compare(a.system, b.system),
        )
        .slice(0, listed),
    },
    proofs: claimed.map(({ systemId, proofAt }) => ({ systemId, days: daysSince(proofAt, asOf) })),
  }
}

function missing(system: ScopeSystem, thresholds: Thresholds): Row {
  return {
    systemId: system.id,
    system: system.name,
    backupAgeHours: null,
    objectiveHours: system.rpoMinutes === null ? null : system.rpoMinutes / 60,
    proofAt: null,
    proofLevel: null,
    allowedProofDays: allowedDays(system.criticality, thresholds),
    state: 'none',
  }
}

function rowOf(
  system: ScopeSystem,
  source: BackupSource,
  ages: readonly CheckValue[],
  { asOf, thresholds }: { asOf: Date; thresholds: Thresholds },
): Row {
  const row = {
    ...missing(system, thresholds),
    ...ageOf(ages, system.rpoMinutes === null ? null : system.rpoMinutes / 60, asOf),
    proofAt: source.proofAt?.toISOString() ?? null,
    proofLevel: source.proofLevel,
  }
  return { ...row, state: stateOf(row, asOf) }
}

function stateOf(row: Omit<Row, 'state'>, asOf: Date): Row['state'] {
  const { backupAgeHours, objectiveHours, proofAt, allowedProofDays } = row
  if (backupAgeHours !== null && objectiveHours !== null && backupAgeHours > objectiveHours) return 'late'
  if (proofAt === null) return 'never-proven'
  if ((daysSince(proofAt, asOf) ?? Infinity) > allowedProofDays) return 'unproven'
  return backupAgeHours === null ? 'unknown' : 'ok'
}

/**
 * Hours that the newest backup was old at the instant, and what was agreed of it: with the system, else with its own
 * check, and then the one counts that is nearest to its objective or furthest beyond it. The age is null while one of
 * them is not known.
 */
function ageOf(
  ages: readonly CheckValue[],
  agreed: number | null,
  asOf: Date,
): Pick<Row, 'backupAgeHours' | 'objectiveHours'> {
  const backups = ages.map(({ at, value, rpoHours }) => ({
    hours: at === null || value === null ? null : value + (asOf.getTime() - at.getTime()) / hourMs,
    objective: agreed ?? rpoHours,
  }))
  const objectives = backups.flatMap(({ objective }) => objective ?? [])
  const known = backups.flatMap(({ hours, objective }) => (hours === null ? [] : [{ hours, objective }]))
  if (known.length < backups.length || known.length === 0)
    return {
      backupAgeHours: null,
      objectiveHours: agreed ?? (objectives.length > 0 ? Math.min(...objectives) : null),
    }
  const share = (one: (typeof known)[number]) => (one.objective === null ? -1 : one.hours / one.objective)
  const [worst] = known.toSorted((a, b) => share(b) - share(a) || b.hours - a.hours)
  return {
    backupAgeHours: worst ? Math.round(worst.hours * 10) / 10 : null,
    objectiveHours: worst?.objective ?? null,
  }
}

function daysSince(at: string | null, asOf: Date): number | null {
  return at === null ? null : (asOf.getTime() - Date.parse(at)) / dayMs
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
