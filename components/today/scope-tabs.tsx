import { ViewTabs } from '@/components/ui/view-tabs'
import type { TodayScope } from '@/lib/today/scope'

const tabs: readonly { scope: TodayScope; label: string }[] = [
  { scope: 'mine', label: 'Mine' },
  { scope: 'team', label: 'My team' },
  { scope: 'all', label: 'All' },
]

/** Whose day: in the address, so that it can be sent. */
export function ScopeTabs({ scope }: { scope: TodayScope }) {
  return (
    <ViewTabs
      label="Whose day"
      tabs={tabs.map((tab) => ({
        href: tab.scope === 'all' ? '/today' : `/today?scope=${tab.scope}`,
        label: tab.label,
        isCurrent: tab.scope === scope,
      }))}
    />
  )
}
