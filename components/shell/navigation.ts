import { canManageUsers } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'

export interface NavigationEntry {
  href: string
  label: string
  /** How many things wait for somebody here. */
  count?: number
}

export interface NavigationGroup {
  title: string
  entries: NavigationEntry[]
}

/** How many things wait for somebody, by entry. */
export interface NavigationCounts {
  today: number
  findings: number
  tasks: number
  reviews: number
  redFlags: number
}

/** The entries that exist for this viewer, in reading order. */
export function navigationFor(viewer: Viewer, counts: NavigationCounts): NavigationGroup[] {
  const groups: NavigationGroup[] = [
    { title: 'Now', entries: [{ href: '/today', label: 'Today', count: counts.today }] },
    {
      title: 'Systems',
      entries: [
        { href: '/systems', label: 'Systems' },
        { href: '/score', label: 'Score' },
        { href: '/capacity', label: 'Capacity' },
        { href: '/trends', label: 'Trends' },
        { href: '/changes', label: 'Changes' },
      ],
    },
    {
      title: 'Maintenance',
      entries: [
        { href: '/tasks', label: 'Tasks', count: counts.tasks },
        { href: '/reviews', label: 'Reviews', count: counts.reviews },
        { href: '/red-flags', label: 'Red flags', count: counts.redFlags },
        { href: '/checklists', label: 'Checklists' },
      ],
    },
    {
      title: 'Response',
      entries: [
        { href: '/findings', label: 'Findings', count: counts.findings },
        { href: '/incidents', label: 'Incidents' },
      ],
    },
    {
      title: 'Share',
      entries: [
        { href: '/reports', label: 'Reports' },
        { href: '/walkthroughs', label: 'Walkthroughs' },
        { href: '/fleet', label: 'Fleet' },
      ],
    },
  ]
  if (canManageUsers(viewer)) {
    groups.push({
      title: 'Admin',
      entries: [
        { href: '/admin/users', label: 'Users' },
        { href: '/admin/teams', label: 'Teams' },
        { href: '/admin/network', label: 'Network' },
        { href: '/admin/mail', label: 'Mail' },
        { href: '/admin/audit', label: 'Audit log' },
      ],
    })
  }
  return groups
}
