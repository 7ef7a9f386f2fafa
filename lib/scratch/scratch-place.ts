import type pg from 'pg'

/** A database that a backup is restored into, wherever it lies. */
export interface ScratchPlace {
  kind: 'embedded' | 'scratch-database'
  /** For sentences: "a throw-away PostgreSQL 18.4", "scratch on db.example.com:5432". */
  name: string
  /** server_version_num, e.g. 180004. */
  serverVersion: number
  /** Extensions that can be had there. */
  availableExtensions: ReadonlySet<string>
  /** Folder for files that belong to this run; gone after `release`. */
  folder: string
  /** Aborts with a Problem whose sentence names the limit, or with the reason of the caller's own signal. */
  signal: AbortSignal
  /** Connection for programs: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGSSLMODE. Holds a secret. */
  environment: Readonly<Record<string, string>>
  /** The same as one address, for a command of the user. Holds a secret. */
  dsn: string
  /** A session as the role that owns the database, which is no superuser; ends with the work or the signal. */
  withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  /** Most bytes that it took so far; null where that is not ours to measure. */
  peakBytes(): number | null
  /** Empties or removes everything that this run made. Never throws; says what stays, or null. */
  release(): Promise<string | null>
}
