import { withQuery } from '@/components/ui/query-link'
import type { ChangeFilter } from '@/lib/changes/schema'

/** Address of a list of changes with some of its parameters changed; defaults are left out. */
export function changesHref(path: string, filter: ChangeFilter, change: Partial<ChangeFilter>): string {
  const { view, subject, q, page } = { ...filter, page: 1, ...change }
  return withQuery(
    path,
    {},
    { view: view === 'open' ? null : view, subject, q, page: page > 1 ? String(page) : null },
  )
}
