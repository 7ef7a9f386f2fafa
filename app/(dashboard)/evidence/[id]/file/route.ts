import { apiRoute } from '@/app/api-route'
import { contentDisposition } from '@/lib/evidence/file-name'
import { getEvidenceFile } from '@/lib/evidence/service'

// proxy.ts gives the answer its policy (sandbox, nothing may run) and no-store; nosniff is on every answer.

/** The file behind a piece of evidence: saved, never opened as a page of this server, never kept by anything between. */
export const GET = apiRoute<{ id: string }>(async ({ viewer, params }) => {
  const { fileName, mediaType, content } = await getEvidenceFile(viewer, params.id)
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(content.length),
      'Content-Disposition': contentDisposition('attachment', fileName),
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  })
})
