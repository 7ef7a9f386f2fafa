import { queryOptions } from '@tanstack/react-query'
import { fetchJson, Refusal } from '@/components/ui/fetch-json'
import type { TodayScope } from '@/lib/today/scope'
import type { WallView } from '@/lib/today/view'

/** Key under which the screen's first data lie. */
export const wallKey = (scope: TodayScope) => ['wall', scope] as const

const everyMs = 20_000

/** The wall: asked for every twenty seconds, also while nobody touches the window. */
export const wallQuery = (scope: TodayScope) =>
  queryOptions({
    queryKey: wallKey(scope),
    queryFn: ({ signal }) => fetchJson<WallView>(`/api/wall?scope=${scope}`, { signal }).catch(goToSignIn),
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    retry: 1,
  })

/** A session that ended while the screen was on. */
function goToSignIn(error: unknown): never {
  if (error instanceof Refusal && error.status === 401) window.location.assign('/login?next=/wall')
  throw error
}
