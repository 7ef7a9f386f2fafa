import { apiRoute, readJson } from '@/app/api-route'
import { parseInput } from '@/lib/parse-input'
import { announcePresence } from '@/lib/reviews/question-service'
import { presenceForm } from '@/lib/reviews/schema'

/** Says at which question somebody is; answers who else is where. {"controlKey":"backup.runs"} */
export const POST = apiRoute<{ id: string }>(async ({ viewer, request, params }) => {
  const { controlKey } = parseInput(presenceForm, await readJson(request))
  return announcePresence(viewer, params.id, controlKey)
})
