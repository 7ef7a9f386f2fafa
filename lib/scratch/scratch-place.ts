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
  /** Schemas in it that belong to the drill and not to the backup. */
  ownSchemas: readonly string[]
  /** Folder for files that belong to this run; gone after `release`. */
  folder: string
  /** Aborts with a Problem whose sentence names the limit, or with the reason of the caller's own signal. */
  signal: AbortSignal
  /** Connection for programs: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGSSLMODE. Holds a secret. */
  environment: Readonly<Record<string, string>>
  /** The same as one address, for a command of the user. Holds a secret. */
  dsn: string
  /** Under whom programs run on what was restored; null: as the worker itself. */
  account: { uid: number; gid: number } | null
  /** A session as the role that owns the database, which is no superuser; ends with the work or the signal. */
  withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  /** Makes an extension and the roles that policies name, as far as that may be done there. */
  prepare(wish: PlacePreparation): Promise<PlacePrepared>
  /** How long it took to be there; of a copy of a whole server: to restore and to start it. */
  openedInMs: number
  /** Most bytes that it took so far; null where that is not ours to measure. */
  peakBytes(): number | null
  /** Empties or removes everything that this run made. Never throws; says what stays, or null. */
  release(): Promise<string | null>
}

/** What a backup needs before it is loaded. */
export interface PlacePreparation {
  extensions: readonly { name: string; schema: string | null }[]
  roles: readonly string[]
}

export interface PlacePrepared {
  present: string[]
  absent: string[]
  /** Schemas that were made for extensions: the backup must not make them again. */
  schemas: string[]
}

/** Extensions that open files of the server or connections to others: never made, whoever asks. */
const reaching: ReadonlySet<string> = new Set([
  'adminpack',
  'dblink',
  'file_fdw',
  'postgres_fdw',
  'plperlu',
  'plpython3u',
  'pltclu',
  'pg_read_server_files',
  'xml2',
])

/** Whether an extension may be made in a scratch place. */
export function isHarmlessExtension(name: string): boolean {
  return !reaching.has(name)
}

/** A name as SQL takes it, whatever stands in it; also one that is a word of the language. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
