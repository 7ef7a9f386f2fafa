import { apiRoute } from '@/app/api-route'
import { getMilestoneFile, type MilestoneFormat } from '@/lib/reviews/milestone-service'

const formats: readonly MilestoneFormat[] = ['json', 'questions', 'actions']

/** The record of a closed review as a file: `?format=json` (the frozen bytes), `questions` or `actions` (CSV). */
export const GET = apiRoute<{ id: string }>(async ({ viewer, request, params }) => {
  const asked = new URL(request.url).searchParams.get('format')
  const format = formats.find((each) => each === asked) ?? 'json'
  const { fileName, mediaType, content } = await getMilestoneFile(viewer, params.id, format)
  return new Response(content, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
})
