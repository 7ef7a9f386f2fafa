import { apiRoute } from '@/app/api-route'
import { getSource } from '@/lib/checklists/service'

/** The YAML of a version, as it was written, as a file. */
export const GET = apiRoute<{ key: string; number: string }>(async ({ viewer, params }) => {
  const { text, fileName } = await getSource(viewer, params.key, Number(params.number))
  return new Response(text, {
    headers: {
      'Content-Type': 'application/yaml; charset=utf-8',
      // A key has no character that would need quoting.
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
