/** What a backup turned out to be, told by its content and never by its name. */
export const archiveFormats = [
  'postgres-custom',
  'postgres-directory',
  'postgres-tar',
  'postgres-plain',
  'sqlite',
  'wheeltapper',
  'pgbackrest',
] as const
export type ArchiveFormat = (typeof archiveFormats)[number]

/** What a backup may be packed in, one inside another. */
export type ArchiveLayer = 'gzip' | 'zstd' | 'tar' | 'folder' | 'restic'

/** How much may be taken out of a backup before it counts as a trap. */
export interface UnpackLimits {
  /** Names in one tar. */
  entries: number
  /** Bytes in all, of every layer together. */
  bytes: number
  /** Bytes that one packed byte may become. */
  ratio: number
  /** Packed inside packed. */
  depth: number
}

/** Enough for every honest backup: pg_dump's text shrinks by 20 : 1 at most, zeros by 1000 : 1. */
export const defaultUnpackLimits: UnpackLimits = {
  entries: 100_000,
  bytes: 1024 ** 4,
  ratio: 1_000,
  depth: 3,
}

/** A backup that was recognised and, where it was packed, taken out into a scratch folder. */
export interface Archive {
  format: ArchiveFormat
  /** What it was packed in, outermost first. */
  layers: ArchiveLayer[]
  /** The file or folder to work with: the backup itself, or what was in it. */
  path: string
  /** Name of the backup as it lies in its folder. */
  name: string
  /** Bytes of the backup as it lies there. */
  bytes: number
  /** Bytes of `path`. */
  unpackedBytes: number
  /** Of the backup as it lies there; of a folder: of its sorted names, sizes and sums. */
  sha256: string
  /** What the backup says of itself. */
  about: ArchiveAbout
  /** When it was made, of a repository that says so: its files change for other reasons too. Null: it does not say. */
  madeAt: Date | null
}

/** What a dump says of itself in its first lines; null where it does not. */
export interface ArchiveAbout {
  /** Version of the server that was dumped, e.g. "15.18". */
  serverVersion: string | null
  /** Version of the program that dumped it. */
  programVersion: string | null
  database: string | null
}

/** What an archive holds, after it was searched. */
export interface ArchiveContent {
  /** Tables with data, as far as its format tells; "schema.table". */
  tables: string[]
  /** Extensions that it asks for. */
  extensions: string[]
  /** Roles that own things or hold rights in it; they need not exist where it is restored. */
  roles: string[]
  /** Bytes that a database of it is expected to need. */
  estimatedBytes: number
  /** Program that read it, "pg_restore 15.18"; null where the product reads it itself. */
  readBy: string | null
  /** Why it can be listed and no more ("pg_restore is not installed …"); null where it can be restored. */
  cannotRestore: string | null
  /** Whether it was read to its last byte; false: restoring it is that reading. */
  isReadToEnd: boolean
  /** Major version of the server that a physical copy needs; null for dumps. */
  physicalMajor: number | null
}

/** What is needed to read a backup to its end. */
export interface ReadArchive {
  signal: AbortSignal
  password?: string | null
  /** Which cluster of a pgBackRest repository. */
  stanza?: string | null
  log: (line: string) => void
  /** `totalBytes` is 0 where it is not known. */
  onProgress?: (readBytes: number, totalBytes: number) => void
}
