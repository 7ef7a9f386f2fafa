import { apiRoute } from '@/app/api-route'
import { getToday } from '@/lib/today/service'

/** GET: the day as JSON, for the page that lives on it. */
export const GET = apiRoute(({ viewer }) => getToday(viewer))
