import type { CoreQuestion } from '@/lib/assessments/schema'
import type { CurrentForecast } from '@/lib/capacity/stored-forecast'
import type { SystemFacts } from '@/lib/facts/system-facts'
import type { FlagStatus } from '@/lib/red-flags/flag-reading'
import type { TaskTier } from '@/lib/tasks/schema'
import type { ChapterNumber } from './schema'

/** Everything that chapters and questions are made of: plain data of one system and of its neighbours. */
export interface Material {
  now: Date
  facts: SystemFacts
  description: string
  team: string | null
  /** Everybody who can sign in. */
  people: readonly { id: string; name: string; approves: boolean }[]
  tasks: readonly TaskMaterial[]
  forecasts: readonly ForecastMaterial[]
  /** What values checks usually have, by check. */
  ranges: ReadonlyMap<string, UsualRange>
  flags: readonly { key: string; title: string; status: FlagStatus | null; since: Date | null }[]
  acceptances: readonly { findingNumber: number; title: string; until: Date; approver: string }[]
  /** Newest first. */
  incidents: readonly { number: number; title: string; startedAt: Date }[]
  core: readonly { question: CoreQuestion; what: string }[]
  notes: readonly NoteMaterial[]
  neighbours: Neighbours
}

export interface TaskMaterial {
  id: string
  key: string
  tier: TaskTier
  title: string
  why: string
}

export type ForecastMaterial = Pick<
  CurrentForecast,
  | 'checkId'
  | 'key'
  | 'checkName'
  | 'resource'
  | 'status'
  | 'earliest'
  | 'middle'
  | 'latest'
  | 'limit'
  | 'unit'
>

/** The middle nine tenths of what was measured within two weeks. */
export interface UsualRange {
  low: number
  high: number
  unit: string | null
  /** Newest last; a few a day. */
  points: readonly (readonly [at: number, value: number])[]
}

export interface NoteMaterial {
  chapter: ChapterNumber
  text: string
  updatedAt: Date
  updatedBy: string | null
  revision: number
}

/** What other systems have: wrong answers are taken from there, so that they look like right ones. */
export interface Neighbours {
  systems: readonly NeighbourSystem[]
  addresses: readonly string[]
  purposes: readonly string[]
  checkNames: readonly string[]
  resources: readonly string[]
  taskTitles: readonly string[]
  taskWhys: readonly string[]
  findingTitles: readonly string[]
  incidentTitles: readonly string[]
  restoredAt: readonly Date[]
}

export interface NeighbourSystem {
  name: string
  runbookUrl: string | null
  maintenanceWindow: string | null
  timeZone: string
  checks: number
}
