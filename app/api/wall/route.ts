import { apiRoute } from '@/app/api-route'
import { todayAddress } from '@/lib/today/scope'
import { getWall } from '@/lib/today/wall-service'

/** GET: the screen on the wall as JSON. ?scope=mine|team|all. */
export const GET = apiRoute(({ viewer, request }) => {
  const { scope } = todayAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
  return getWall(viewer, scope)
})
