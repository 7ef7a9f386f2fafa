import { queryOptions } from '@tanstack/react-query'
import { fetchJson, Refusal } from '@/components/ui/fetch-json'
import type { TodayScope } from '@/lib/today/scope'
import type { TodayView } from '@/lib/today/view'

/** Key under which the page prefetches and the browser asks again. */
export const todayKey = (scope: TodayScope) => ['today', scope] as const

const calmMs = 30_000
const busyMs = 2_000

/** The day: asked for every half minute, every two seconds while something runs. */
export const todayQuery = (scope: TodayScope) =>
  queryOptions({
    queryKey: todayKey(scope),
    queryFn: ({ signal }) => fetchJson<TodayView>(`/api/today?scope=${scope}`, { signal }).catch(goToSignIn),
    refetchInterval: ({ state }) => ((state.data?.running ?? 0) > 0 ? busyMs : calmMs),
  })

/** A session that ended while the page was open. */
function goToSignIn(error: unknown): never {
  if (error instanceof Refusal && error.status === 401) window.location.assign('/login?next=/today')
  throw error
}
