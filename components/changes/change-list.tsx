import type { FormAction } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import type { ChangeList } from '@/lib/changes/view'
import { ChangeFilters } from './change-filters'
import { ChangeGroups } from './change-groups'
import { changesHref } from './changes-href'

interface Props {
  list: ChangeList
  path: string
  zone: string
  action: FormAction
  ofOne?: boolean
}

/** A list of changes with its views, filter and pages. */
export function ChangesOf({ list, path, zone, action, ofOne = false }: Props) {
  const { filter, groups, counts, page, pages } = list
  const back = filter.change
    ? withQuery(path, {}, { change: filter.change })
    : changesHref(path, filter, { page })
  return (
    <>
      <ChangeFilters path={path} filter={filter} counts={counts} />
      {groups.length === 0 ? (
        <Nothing list={list} path={path} />
      ) : (
        <ChangeGroups
          groups={groups}
          zone={zone}
          action={action}
          back={back}
          hrefOf={({ id }) => withQuery(path, {}, { change: id })}
          ofOne={ofOne}
        />
      )}
      <Pager page={page} pages={pages} hrefOf={(to) => changesHref(path, filter, { page: to })} />
    </>
  )
}

function Nothing({ list: { filter }, path }: { list: ChangeList; path: string }) {
  const isFiltered = filter.q !== '' || filter.subject !== null || filter.change !== null || filter.page > 1
  if (isFiltered) {
    return (
      <EmptyState title="Nothing fits." actions={<LinkButton href={path}>Show what waits</LinkButton>}>
        No change of this view fits what was asked for.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={filter.view === 'open' ? 'Nothing waits for an explanation.' : 'No such change in 90 days.'}
    >
      What differs from the look before appears here with its value before and after. The first look at a
      system is no change.
    </EmptyState>
  )
}
