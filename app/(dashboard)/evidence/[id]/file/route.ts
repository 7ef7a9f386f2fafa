import { apiRoute } from '@/app/api-route'
import { contentDisposition } from '@/lib/evidence/file-name'
import { getEvidenceFile } from '@/lib/evidence/service'

/** The file behind a piece of evidence: saved, never opened as a page of this server, never kept by anything between. */
export const GET = apiRoute<{ id: string }>(async ({ viewer, params }) => {
  const { fileName, mediaType, content } = await getEvidenceFile(viewer, params.id)
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
      'Content-Length': String(content.length),
      'Content-Disposition': contentDisposition('attachment', fileName),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
