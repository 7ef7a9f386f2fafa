import { apiRoute, readJson } from '@/app/api-route'
import { parseInput } from '@/lib/parse-input'
import { saveAnswer } from '@/lib/reviews/answer-service'
import { answerForm } from '@/lib/reviews/schema'

/** Saves an answer while it is written: {"controlKey", "revision", "answer", "note", …}. A conflict is an answer, too. */
export const PUT = apiRoute<{ id: string }>(async ({ viewer, request, params }) => {
  const body = await readJson(request)
  const fields = typeof body === 'object' && body !== null ? body : {}
  return saveAnswer(viewer, parseInput(answerForm, { ...fields, reviewId: params.id, draft: true }))
})
