import type { Role } from '@/lib/auth/viewer'

/** The four roles in plain sentences. */
export const roleChoices: readonly { value: Role; label: string; hint: string }[] = [
  { value: 'viewer', label: 'Viewer', hint: 'Reads everything, changes nothing.' },
  {
    value: 'maintainer',
    label: 'Maintainer',
    hint: 'Changes the systems of own teams, and those without a team.',
  },
  { value: 'manager', label: 'Manager', hint: 'Changes every system, accepts risks, signs reviews.' },
  { value: 'admin', label: 'Admin', hint: 'All of this, and people, teams, networks and the audit log.' },
]

export const roleWord: Readonly<Record<Role, string>> = {
  viewer: 'Viewer',
  maintainer: 'Maintainer',
  manager: 'Manager',
  admin: 'Admin',
}
