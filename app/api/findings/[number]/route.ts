import { apiRoute, readJson } from '@/app/api-route'
import { actOnFinding } from '@/lib/findings/act'
import { findingAction } from '@/lib/findings/schema'
import { getFinding } from '@/lib/findings/service'
import { parseInput } from '@/lib/parse-input'

export const GET = apiRoute<{ number: string }>(({ viewer, params }) =>
  getFinding(viewer, Number(params.number)),
)

/** One action, named by `do`: {"do":"owner","ownerId":"…"}. */
export const PATCH = apiRoute<{ number: string }>(async ({ viewer, request, params }) =>
  actOnFinding(viewer, Number(params.number), parseInput(findingAction, await readJson(request))),
)
