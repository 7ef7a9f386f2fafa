import type { Archive, ArchiveContent } from '@/lib/archives/archive'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import type { SnapshotWish } from '@/lib/fingerprints/snapshot-postgres'

/** A question to what was restored: its first rows as text, at most so many. */
export type AskRestored = (question: string, most: number) => Promise<(string | null)[][]>

/** A constraint that came back unchecked (NOT VALID), and what checking it in the scratch place came to. */
export interface LateConstraint {
  table: string
  name: string
  /** null: it could not be checked. */
  holds: boolean | null
  /** What the database said; empty when every row holds. */
  said: string
}

/** What came back, whatever kind of database it is. */
export interface Restored {
  engine: 'postgresql' | 'sqlite'
  /** What was done, as one sentence. */
  sentence: string
  serverVersion: string
  notes: string[]
  /** Extensions that the backup asks for and that the place does not have. */
  absentExtensions: string[]
  /** How a command of the user reaches it. Holds a secret. */
  environment: Readonly<Record<string, string>>
  folder: string
  /** Under whom it runs; null: as the worker. */
  account: { uid: number; gid: number } | null
  /** Ends with the caller's signal or a limit of the place. */
  signal: AbortSignal
  ask: AskRestored
  snapshot(wish: Omit<SnapshotWish, 'signal'>): Promise<DatabaseSnapshot>
  /** Checks the constraints that nobody has checked so far. */
  checkConstraints(): Promise<LateConstraint[]>
  peakBytes(): number | null
  /** Removes everything. Never throws; says what stays. */
  release(): Promise<string | null>
}

/** A backup that was read to its end. */
export interface ReadBackup {
  archive: Archive
  content: ArchiveContent
  folder: string
  /** The backup as it lies in its place. */
  source: string
}
