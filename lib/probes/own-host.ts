/** Where a host tells about itself; tests point it at planted folders. */
export interface HostFiles {
  proc: string
  /** Where its files begin. */
  root: string
  platform: NodeJS.Platform
}

/** The host that the worker runs on. */
export const ownHost: HostFiles = { proc: '/proc', root: '/', platform: process.platform }
