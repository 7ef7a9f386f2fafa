import { apiRoute } from '@/app/api-route'
import { watchJob } from '@/lib/jobs/service'

export const GET = apiRoute<{ id: string }>(({ viewer, params }) => watchJob(viewer, params.id))
