import { apiRoute } from '@/app/api-route'
import { getTrial } from '@/lib/trials/service'

export const GET = apiRoute<{ id: string }>(({ viewer, params }) => getTrial(viewer, params.id))
