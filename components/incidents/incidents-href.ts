import { withQuery } from '@/components/ui/query-link'
import type { IncidentFilter } from '@/lib/incidents/schema'

/** Address of a list of incidents with some of its parameters changed; defaults are left out. */
export function incidentsHref(path: string, filter: IncidentFilter, change: Partial<IncidentFilter>): string {
  const { view, q, quarter, page } = { ...filter, page: 1, ...change }
  return withQuery(
    path,
    {},
    { view: view === 'open' ? null : view, q, quarter, page: page > 1 ? String(page) : null },
  )
}
