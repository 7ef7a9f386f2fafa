import { Readable } from 'node:stream'
import { apiRoute } from '@/app/api-route'
import { exportDifferences } from '@/lib/verifications/differences-service'

/** All differences of a comparison as CSV, as a stream: `?comparison=<id>`, the newest without it. */
export const GET = apiRoute<{ id: string; guidedId: string }>(async ({ viewer, request, params }) => {
  const comparisonId = new URL(request.url).searchParams.get('comparison')
  const at = { systemId: params.id, id: params.guidedId, comparisonId }
  const { fileName, chunks } = await exportDifferences(viewer, at)
  return new Response(Readable.toWeb(Readable.from(encoded(chunks))) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
})

async function* encoded(chunks: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const chunk of chunks) yield encoder.encode(chunk)
}
