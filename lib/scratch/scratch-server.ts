/** What a throw-away server may take before it is stopped. */
export interface ScratchLimits {
  /** Bytes of its folder. */
  diskBytes: number
  /** Bytes of memory that one of its processes may take. */
  memoryBytes: number
  timeMs: number
}

/** How a throw-away server is to be started. */
export interface ScratchServerWish {
  /** A folder of its own; it is removed with everything in it by `stop`. */
  folder: string
  memoryBytes: number
  /** A copy of a whole server that is to be started instead of an empty one. */
  physical?: PhysicalCopy
}

/** The files of a server as they were copied, and what of its log makes them whole. */
export interface PhysicalCopy {
  dataDirectory: string
  logFolder: string
  /** Where its tablespaces lie. */
  tablespaces: string
  /** Only this version can start it. */
  major: number
  /** Which of its databases is looked at; null: the largest. */
  database: string | null
}

/**
 * A PostgreSQL that nothing depends on: reachable by a socket in its folder only, under an account without rights.
 * `superuser` prepares it; `owner` owns the database and nothing else, and is who a backup is restored as.
 */
export interface ScratchServer {
  pid: number
  /** Folder of the socket, which takes the place of a host. */
  socketFolder: string
  port: number
  database: string
  superuser: ScratchLogin
  owner: ScratchLogin
  /** Under whom programs run that may not have this process's rights; null: this process's own. */
  account: { uid: number; gid: number } | null
  /** Where the server writes what goes wrong. */
  logFile: string
  /** Ends it without mercy; its folder is gone afterwards. */
  stop(): Promise<void>
}

/** One role of a throw-away server. */
export interface ScratchLogin {
  user: string
  password: string
}

/** Starts a throw-away server. lib/scratch knows only this; the worker's entry script hands it one. */
export type StartScratchServer = (wish: ScratchServerWish) => Promise<ScratchServer>
