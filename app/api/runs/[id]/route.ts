import { apiRoute } from '@/app/api-route'
import { getBatch } from '@/lib/checks/batch-service'

export const GET = apiRoute<{ id: string }>(({ viewer, params }) => getBatch(viewer, params.id))
