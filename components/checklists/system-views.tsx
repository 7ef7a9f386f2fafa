import { FilterBox } from '@/components/ui/filter-box'
import { withQuery } from '@/components/ui/query-link'
import { ViewTabs } from '@/components/ui/view-tabs'
import { type SystemQuery, type SystemView, systemViews } from '@/lib/checklists/system-query'

const labels: Readonly<Record<SystemView, string>> = {
  assigned: 'Asked',
  proposed: 'Could be asked',
  others: 'Other kinds',
}

/** Address of the systems of a checklist with some parts changed. */
export function systemsHref(
  checklistKey: string,
  { view, q }: SystemQuery,
  change: Partial<Record<keyof SystemQuery, string | null>>,
): string {
  return withQuery(
    `/checklists/${checklistKey}/systems`,
    { view: view === 'assigned' ? null : view, q },
    change,
  )
}

interface Props {
  checklistKey: string
  query: SystemQuery
  counts: Readonly<Record<SystemView, number>>
}

/** Which systems: those that are asked, those that could be, those of kinds that it is not meant for. */
export function SystemTabsOfChecklist({ checklistKey, query, counts }: Props) {
  return (
    <ViewTabs
      label="Systems"
      tabs={systemViews.map((view) => ({
        href: systemsHref(checklistKey, query, { view: view === 'assigned' ? null : view }),
        label: labels[view],
        count: counts[view],
        isCurrent: view === query.view,
      }))}
      end={
        <FilterBox
          label="Filter by name"
          value={query.q}
          keep={query.view === 'assigned' ? {} : { view: query.view }}
        />
      }
    />
  )
}
