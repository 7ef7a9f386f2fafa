export const roles = ['viewer', 'maintainer', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

/** Where the front door leads: to what the role needs, or to a page of choice. */
export const landings = ['role', 'today', 'report', 'fleet'] as const
export type Landing = (typeof landings)[number]

/** Who asks, and from where. Built from the database on every request, never from the cookie alone. */
export interface Viewer {
  id: string
  email: string
  name: string
  role: Role
  teamIds: readonly string[]
  timeZone: string
  theme: 'system' | 'light' | 'dark'
  hotkeys: boolean
  landing: Landing
  /** Address of the client, for the audit log. */
  ip: string | null
}
