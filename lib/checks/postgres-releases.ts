/** One major release of PostgreSQL: data, so that a new minor is one changed number. */
export interface PostgresRelease {
  major: number
  /** The newest minor that was seen, and the day on which it was the newest. */
  minor: number
  minorSeen: string
  /** Day after which the project fixes nothing any more. */
  endOfLife: string
}

/**
 * Ends of life: postgresql.org/support/versioning (five years, then the November release).
 * Minors: of the day given per row, never guessed; a newer one on a server is simply newer than this
 * table. 15.20 is in Debian's security archive; the others are the releases of 14 May 2026.
 */
export const postgresReleases: readonly PostgresRelease[] = [
  { major: 10, minor: 23, minorSeen: '2022-11-10', endOfLife: '2022-11-10' },
  { major: 11, minor: 22, minorSeen: '2023-11-09', endOfLife: '2023-11-09' },
  { major: 12, minor: 22, minorSeen: '2024-11-21', endOfLife: '2024-11-21' },
  { major: 13, minor: 23, minorSeen: '2025-11-13', endOfLife: '2025-11-13' },
  { major: 14, minor: 23, minorSeen: '2026-05-14', endOfLife: '2026-11-12' },
  { major: 15, minor: 20, minorSeen: '2026-11-23', endOfLife: '2027-11-11' },
  { major: 16, minor: 14, minorSeen: '2026-05-14', endOfLife: '2028-11-09' },
  { major: 17, minor: 10, minorSeen: '2026-05-14', endOfLife: '2029-11-08' },
  { major: 18, minor: 4, minorSeen: '2026-05-14', endOfLife: '2030-11-14' },
]

/** The day on which this table was last looked through. */
export const postgresReleasesAsOf = '2026-11-23'
