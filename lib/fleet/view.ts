import type { Grade } from '@/lib/score/schema'
import type { Compared } from './measures'

// Shapes for screens: JSON-safe, instants as ISO text.

/** One line of the comparison. */
export interface MeasureLine extends Compared {
  key: string
  label: string
  /** What it is of, or how it is counted. */
  note: string
  unit: '%' | 'days' | null
  betterWhen: 'more' | 'less'
  href: string
}

/** One team's systems now, and a week ago where it can be compared. */
export interface TeamLine {
  /** null: systems of no team. */
  id: string | null
  name: string
  systems: number
  grades: Record<Grade, number> | null
  flags: Compared
  open: Compared
  onTime: Compared
  noise: Compared
  claimed: number
  proven: number
  never: number
  oldestDays: number | null
}

/** Flags of one team, by key. */
export interface TeamFlags {
  id: string | null
  name: string
  cells: { key: string; raised: number | null; unknown: number; change: number | null }[]
}

export interface UnprovenLine {
  systemId: string
  system: string
  team: string | null
  criticality: string
  proofAt: string | null
  level: string | null
  drillId: string | null
  ageDays: number | null
  allowedDays: number
}

/** Everything on the manager's page. */
export interface FleetView {
  now: string
  zone: string
  headline: string
  lead: string
  systems: number
  measures: MeasureLine[]
  teams: TeamLine[]
  flags: { columns: { key: string; title: string }[]; rows: TeamFlags[] }
  unproven: { rows: UnprovenLine[]; total: number; claimed: number }
  /** Week of the newest report. */
  report: string | null
}
