import { sharePercent } from '../say'
import type { TeamFact } from '../section-facts'
import type { AlertCounts } from './alert-store'
import type { ProofAge } from './backup-facts'
import type { FindingCounts } from './finding-store'
import type { FlagCell } from './flag-store'
import type { MaintenanceCounts } from './maintenance-store'
import type { ScopeSystem } from './scope-store'
import { countGrades } from './score-facts'
import type { ScoreRow } from './score-store'

export interface PerSystem {
  scores: readonly ScoreRow[]
  flags: readonly FlagCell[]
  findings: readonly FindingCounts[]
  maintenance: readonly MaintenanceCounts[]
  alerts: readonly AlertCounts[]
  proofs: readonly ProofAge[]
}

/** How each team's systems stand, by name; systems of no team come last. Pure. */
export function teamFacts(systems: readonly ScopeSystem[], all: PerSystem): TeamFact[] {
  const teamOf = new Map(systems.map(({ id, teamId }) => [id, teamId]))
  const names = new Map(systems.map(({ teamId, team }) => [teamId, team ?? 'Without a team']))
  const split = <Row extends { systemId: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ systemId }) => teamOf.get(systemId) ?? null)
  const parts = {
    scores: split(all.scores),
    flags: split(all.flags),
    findings: split(all.findings),
    maintenance: split(all.maintenance),
    alerts: split(all.alerts),
    proofs: split(all.proofs),
  }
  return [...Map.groupBy(systems, ({ teamId }) => teamId)]
    .map(([id, own]): TeamFact => {
      const maintenance = parts.maintenance.get(id) ?? []
      const alerts = parts.alerts.get(id) ?? []
      const proofs = parts.proofs.get(id) ?? []
      const neverProven = proofs.filter(({ days }) => days === null).length
      return {
        id,
        name: names.get(id) ?? 'Without a team',
        systems: own.length,
        grades: countGrades((parts.scores.get(id) ?? []).filter(({ posture }) => posture !== null)),
        redFlags: (parts.flags.get(id) ?? []).filter(({ status }) => status === 'raised').length,
        openFindings: sum(parts.findings.get(id) ?? [], ({ open }) => open),
        overdueFindings: sum(parts.findings.get(id) ?? [], ({ overdue }) => overdue),
        onTimePercent: sharePercent(
          sum(maintenance, ({ onTime }) => onTime),
          sum(maintenance, ({ due }) => due),
        ),
        alertNoisePercent: sharePercent(
          sum(alerts, ({ neededNothing }) => neededNothing),
          sum(alerts, ({ rated }) => rated),
        ),
        oldestProofDays:
          neverProven > 0 || proofs.length === 0
            ? null
            : Math.floor(Math.max(...proofs.map(({ days }) => days ?? 0))),
        neverProven,
      }
    })
    .sort(
      (a, b) =>
        Number(a.id === null) - Number(b.id === null) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    )
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
