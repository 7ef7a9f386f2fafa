import { ViewTabs } from '@/components/ui/view-tabs'

/** The pages of one system, in reading order. Each is a route of its own. */
const tabs = {
  overview: { path: '', label: 'Overview' },
  trends: { path: '/trends', label: 'Trends' },
  capacity: { path: '/capacity', label: 'Capacity' },
  changes: { path: '/changes', label: 'Changes' },
  controls: { path: '/controls', label: 'Controls' },
  tasks: { path: '/tasks', label: 'Maintenance' },
  incidents: { path: '/incidents', label: 'Incidents' },
  proofs: { path: '/proofs', label: 'Proofs' },
  score: { path: '/score', label: 'Score' },
  reviews: { path: '/reviews', label: 'Reviews' },
} as const

export type SystemTab = keyof typeof tabs

/** What a part of a system is called. */
export const systemTabLabel = (tab: SystemTab): string => tabs[tab].label

/** The same links above every page of a system. */
export function SystemTabs({ systemId, current }: { systemId: string; current: SystemTab }) {
  return (
    <ViewTabs
      label="Pages of this system"
      tabs={Object.entries(tabs).map(([tab, { path, label }]) => ({
        href: `/systems/${systemId}${path}`,
        label,
        isCurrent: tab === current,
      }))}
    />
  )
}
