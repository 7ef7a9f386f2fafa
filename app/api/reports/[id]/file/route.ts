import { apiRoute } from '@/app/api-route'
import { reportFile } from '@/app/report-file'
import { getReportFile } from '@/lib/reports/file-service'

/** A stored report as a file: `?format=json` (the frozen bytes), `csv` or `pdf` (`&paper=letter`). */
export const GET = apiRoute<{ id: string }>(async ({ viewer, request, params }) =>
  reportFile(await getReportFile(viewer, params.id), new URL(request.url).searchParams),
)
