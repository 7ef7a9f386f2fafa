import { apiRoute } from '@/app/api-route'
import { todayAddress } from '@/lib/today/scope'
import { getToday } from '@/lib/today/service'

/** GET: the day as JSON, for the page that lives on it. ?scope=mine|team|all. */
export const GET = apiRoute(({ viewer, request }) => {
  const { scope } = todayAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return getToday(viewer, scope)
})
