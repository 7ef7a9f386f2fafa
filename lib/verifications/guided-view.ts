import type { DifferenceKind } from '@/lib/fingerprints/difference'
import type { JobView } from '@/lib/jobs/view'
import type { GuidedConfig, GuidedForm, GuidedState, SnapshotSide } from './guided-schema'
import type { VerificationArea } from './schema'

// Guided verifications as pages show them: JSON-safe, no secrets.

/** One thing that is not as it was. */
export interface Difference {
  area: VerificationArea
  /** What kind of thing: "tables", "rows", "sequences", "indexes", "files", "rows naming files", "reachability" … */
  part: string
  /** What it is, the same in every comparison: "orders: public.invoice", "uploads: 2026/11/a.pdf". */
  key: string
  kind: DifferenceKind
  /** In words, as short as possible: "128,044 rows". Null: it was not there. */
  before: string | null
  after: string | null
}

/** One line of what was seen of one place: a database, a folder, a dependency. */
export interface SeenPlace {
  area: VerificationArea
  /** "orders", "uploads" */
  name: string
  /** Address or path, without secrets. */
  place: string
  /** "PostgreSQL 15.14, 42 tables, 1,204,331 rows", or why it could not be looked at. */
  sentence: string
  /** It could not be looked at: nothing is known of it. */
  isUnknown: boolean
}

/** What was there at one time. */
export interface SnapshotView {
  id: string
  side: SnapshotSide
  /** Null: it is being taken, or it failed. */
  takenAt: string | null
  createdAt: string
  seen: SeenPlace[]
  /** What makes it less than it should be: "orders changed while it was being read". */
  warnings: string[]
  job: JobView | null
}

/** One area of a comparison. */
export interface AreaResult {
  area: VerificationArea
  /** False: nothing of this area was chosen. */
  isChosen: boolean
  equal: number
  differs: number
  missing: number
  extra: number
  accepted: number
  /** Differences that nobody accepted. */
  open: number
  /** What could not be compared; each is a difference of kind "unknown", and open until somebody accepts it. */
  unknown: number
}

/** What differs between two snapshots. */
export interface ComparisonView {
  id: string
  comparedAt: string | null
  createdAt: string
  isRecheck: boolean
  areas: AreaResult[]
  /** Everything that differs, and what nobody accepted of it. */
  differences: number
  open: number
  warnings: string[]
  /** Answer first: "1,412 of 1,415 files are there; three are missing." */
  headline: string
  job: JobView | null
}

/** A difference that may be. */
export interface AcceptedView {
  /** What it is withdrawn by. */
  id: string
  pattern: string
  area: VerificationArea | null
  kind: DifferenceKind | null
  reason: string
  by: string
  at: string
  /** How many of the newest comparison it covers. */
  covers: number
}

/** The five steps, in order. */
export const guidedSteps = ['choose', 'before', 'migrate', 'after', 'compare', 'sign'] as const
export type GuidedStep = (typeof guidedSteps)[number]

/** A guided verification in a list. */
export interface GuidedSummary {
  id: string
  title: string
  state: GuidedState
  createdAt: string
  createdBy: string | null
  migratedAt: string | null
  signedAt: string | null
  /** Next weekly look, after it was signed. */
  recheckAt: string | null
  rechecksLeft: number
  /** Open differences of its newest comparison; null when nothing was compared yet. */
  open: number | null
}

/** A guided verification with all that its pages show. */
export interface GuidedView extends GuidedSummary {
  systemId: string
  systemName: string
  config: GuidedConfig
  /** What was chosen, in words: "orders: from audit@old:5432/orders to audit@new:5432/orders". */
  chosen: { area: VerificationArea; text: string }[]
  /** Which step is next; null when it is signed or cancelled. */
  next: GuidedStep | null
  /** Answer first, for the title of the page. */
  headline: string
  before: SnapshotView | null
  after: SnapshotView | null
  /** The newest comparison of before and after. */
  comparison: ComparisonView | null
  /** Newest first. */
  rechecks: ComparisonView[]
  accepted: AcceptedView[]
  migrationId: string | null
  verificationId: string | null
  signedBy: string | null
  signature: string | null
  statement: string
  revision: number
  /** Whether the viewer may act on it. */
  editable: boolean
}

/** One page of differences. */
export interface DifferencePage {
  rows: (Difference & { acceptedBecause: string | null })[]
  /** All that fit the filter. */
  total: number
  page: number
  /** At most 200: beyond that the export has them. */
  pages: number
}

/** What the form begins with. */
export interface GuidedFormView {
  system: { id: string; name: string }
  /** PostgreSQL targets of the system: their address, without a password, stands for them. */
  databases: { id: string; address: string }[]
  /** Targets of the systems that this one needs, and its own: what must be reachable. */
  needs: { id: string; address: string; systemName: string }[]
  /** Tasks and checks of the system: value "task:<id>", "check:<id>". */
  jobs: { value: string; name: string; detail: string }[]
  values: Partial<Record<keyof GuidedForm, string>>
}

/** What was signed, as it was signed. */
export interface SignedView {
  guided: GuidedView
  /** The bytes whose SHA-256 is the signature. */
  payload: string
  signature: string
  /** The payload still has this signature. */
  isIntact: boolean
}
