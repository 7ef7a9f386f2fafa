'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { fetchJson } from '@/components/ui/fetch-json'
import type { Severity } from '@/lib/checks/define-check'
import { findingsHref } from '@/lib/findings/list-sentence'
import type { FindingFilter } from '@/lib/findings/schema'
import type { FindingList, FindingRow } from '@/lib/findings/view'
import { findingListKey } from './finding-list-key'

/** What can be changed in a row without leaving the list. */
export type RowAction =
  | { do: 'owner'; ownerId: string | null }
  | { do: 'due'; due: string }
  | { do: 'severity'; severity: Severity; reason: string }
  | { do: 'triage'; severity: Severity; ownerId: string; due: string }

/** The list under a filter: the server's first answer, then a fresh one every 30 s. */
export function useFindingList(filter: FindingFilter) {
  return useQuery({
    queryKey: findingListKey(filter),
    queryFn: ({ signal }) => fetchJson<FindingList>(`/api${findingsHref(filter)}`, { signal }),
    refetchInterval: 30_000,
  })
}

/** Changes one row at once, and back again with the server's sentence when it refuses. */
export function useRowAction(filter: FindingFilter) {
  const client = useQueryClient()
  const queryKey = findingListKey(filter)
  return useMutation({
    mutationFn: ({ row, action }: { row: FindingRow; action: RowAction }) =>
      fetchJson(`/api/findings/${row.number}`, { method: 'PATCH', body: action }),
    onMutate: async ({ row, action }) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<FindingList>(queryKey)
      client.setQueryData<FindingList>(
        queryKey,
        (list) =>
          list && {
            ...list,
            rows: list.rows.map((each) => (each.id === row.id ? changed(each, action, list) : each)),
          },
      )
      return { before }
    },
    onError: (_error, _sent, context) => client.setQueryData(queryKey, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey: ['findings'] }),
  })
}

function changed(row: FindingRow, action: RowAction, list: FindingList): FindingRow {
  const owner = (ownerId: string | null) => ({
    ownerId,
    ownerName: list.people.find(({ id }) => id === ownerId)?.name ?? null,
  })
  switch (action.do) {
    case 'owner':
      return { ...row, ...owner(action.ownerId) }
    case 'due':
      return { ...row, due: `${action.due}T23:59:59.000Z` }
    case 'severity':
      return { ...row, severity: action.severity }
    case 'triage':
      return {
        ...row,
        ...owner(action.ownerId),
        severity: action.severity,
        due: `${action.due}T23:59:59.000Z`,
        state: 'triaged',
      }
  }
}
