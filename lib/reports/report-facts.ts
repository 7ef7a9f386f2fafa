import type { DecisionFact } from './decision-fact'
import type { ExpiringFacts } from './expiring-fact'
import type { IncidentsFacts } from './incidents-fact'
import type { ReportNumbers } from './report-numbers'
import type {
  AlertsFacts,
  BackupsFacts,
  BlindSpotFacts,
  CapacityFacts,
  ChangesFacts,
  CoverageFacts,
  FindingsFacts,
  MaintenanceFacts,
  RedFlagsFacts,
  ScoreFacts,
  SecurityFacts,
  TeamFact,
  UpcomingFact,
  Watched,
} from './section-facts'

// What the engine knows about one period, frozen: plain JSON, times as ISO text in UTC. Sentences are made of this and of
// nothing else. Everything is read as of the period's end (or of the build, for a period that still runs), so that
// the same period read again gives the same numbers while its sources are kept.

export interface ReportFacts {
  scope: { kind: 'instance' } | { kind: 'team'; id: string; name: string }
  period: {
    kind: 'weekly' | 'on-demand'
    /** "2026-W47"; null for a period of choice. */
    week: string | null
    from: string
    to: string
    zone: string
  }
  /** Until when facts were taken: the period's end, or the build if that came first. */
  asOf: string
  builtAt: string
  /** No report of this scope came before. */
  isFirst: boolean
  /** The numbers of the period before (report-numbers.ts), from its stored report; null: there is none. */
  previous: ReportNumbers | null
  coverage: CoverageFacts
  decisions: { total: number; items: readonly DecisionFact[] }
  findings: FindingsFacts
  score: ScoreFacts
  redFlags: RedFlagsFacts
  changes: ChangesFacts
  backups: BackupsFacts
  capacity: CapacityFacts
  expiring: ExpiringFacts
  security: SecurityFacts
  alerts: Watched<AlertsFacts>
  /** Missing in reports that were frozen before incidents were recorded here. */
  incidents?: Watched<IncidentsFacts>
  maintenance: MaintenanceFacts
  blindSpots: BlindSpotFacts
  nextWeek: { total: number; items: readonly UpcomingFact[] }
  /** By team, of a report on the whole instance; empty for a team's own. */
  teams: readonly TeamFact[]
}
