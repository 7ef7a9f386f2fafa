import type { VersionComparison } from './compare-versions'
import type { LineError } from './line-error'
import type { ChecklistDocument, Control, versionStates } from './schema'
import type { SystemView } from './system-query'

// JSON-safe shapes for the pages about checklists; instants are ISO text.

type Occasion = ChecklistDocument['occasion']

/** One checklist of the list. */
export interface ChecklistLine {
  key: string
  title: string
  purpose: string
  occasion: Occasion
  appliesTo: ChecklistDocument['appliesTo']
  isShipped: boolean
  isRetired: boolean
  /** Numbers of the published version and of the draft. */
  published: number | null
  publishedAt: string | null
  draft: number | null
  controls: number
  systems: number
  asked: number
  answered: number
}

export interface ChecklistList {
  inUse: ChecklistLine[]
  retired: ChecklistLine[]
  canWrite: boolean
}

/** A version in the list of versions. */
export interface VersionEntry {
  number: number
  state: (typeof versionStates)[number]
  at: string | null
  by: string | null
  note: string
  controls: number
}

/** A control to read, with how many systems owe an answer to it and how many have given one. */
export interface ControlReading {
  control: Control
  /** Null where answers are no question: a draft, a version that was retired. */
  count: { asked: number; answered: number } | null
}

export interface ChecklistPage {
  line: ChecklistLine
  retiredAt: string | null
  /** Of the published version, else of the draft. */
  shown: { number: number; state: (typeof versionStates)[number]; controls: ControlReading[] }
  versions: VersionEntry[]
  /** Systems that it is meant for and does not count for yet. */
  proposed: number
  /** A newer text came with the product and waits until the draft here is gone. */
  hasNewerText: boolean
  canWrite: boolean
}

export interface VersionPage {
  key: string
  title: string
  purpose: string
  entry: VersionEntry
  controls: ControlReading[]
  /** Numbers of all versions, newest first. */
  numbers: number[]
}

export interface DraftPage {
  key: string
  title: string
  number: number
  revision: number
  text: string
  errors: LineError[]
  more: number
  notes: LineError[]
  editedAt: string | null
  editedBy: string | null
  published: number | null
}

/** What publishing a draft would do. */
export interface PublishPage {
  key: string
  title: string
  number: number
  revision: number
  published: number | null
  comparison: VersionComparison
  /** Per control, the systems whose answer to the published version is valid. */
  answers: Record<string, number>
  systems: number
  notes: string[]
}

export interface ComparisonPage {
  key: string
  title: string
  from: number
  to: number
  numbers: number[]
  /** None: one of the two is a draft whose text cannot be read. */
  comparison: VersionComparison | null
}

export interface SystemLine {
  id: string
  name: string
  kind: string
  criticality: string
  assignedAt: string | null
  assignedBy: string | null
  isMeant: boolean
  own: number
  answered: number
  canChange: boolean
}

export interface SystemsPage {
  key: string
  title: string
  isUsable: boolean
  controls: number
  rows: SystemLine[]
  counts: Record<SystemView, number>
  pageSize: number
  canUnassign: boolean
}
