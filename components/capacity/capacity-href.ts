import { withQuery } from '@/components/ui/query-link'
import type { CapacityQuery } from '@/lib/capacity/schema'

/** Address of the list with some of what it says changed; defaults are left out. */
export function capacityHref(query: CapacityQuery, change: Partial<CapacityQuery>): string {
  const { view, q, measure, criticality, page } = { ...query, ...change }
  return withQuery(
    '/capacity',
    {},
    { view: view === 'soon' ? null : view, q, measure, criticality, page: page === 1 ? null : String(page) },
  )
}
