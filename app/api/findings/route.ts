import { apiRoute } from '@/app/api-route'
import { findingFilter } from '@/lib/findings/schema'
import { getFindingList } from '@/lib/findings/service'

export const GET = apiRoute(({ viewer, request }) =>
  getFindingList(viewer, findingFilter.parse(Object.fromEntries(new URL(request.url).searchParams))),
)
