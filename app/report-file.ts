import { renderReportPdf } from '@/documents/report-pdf'
import { publicUrl } from '@/lib/env'
import { reportCsv } from '@/lib/reports/report-csv'
import type { ReportView } from '@/lib/reports/view'

const formats = ['json', 'csv', 'pdf'] as const
type Format = (typeof formats)[number]

interface StoredReport {
  report: ReportView
  frozen: string
  name: string
}

const kinds: Readonly<Record<Format, { extension: string; mediaType: string }>> = {
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8' },
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  pdf: { extension: 'pdf', mediaType: 'application/pdf' },
}

/** One of the forms of a stored report, `?format=` json (the frozen bytes), csv or pdf (`&paper=letter`). */
export async function reportFile(stored: StoredReport, query: URLSearchParams): Promise<Response> {
  const format = formats.find((each) => each === query.get('format')) ?? 'json'
  const { extension, mediaType } = kinds[format]
  return new Response(await contentOf(format, stored, query), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${stored.name}.${extension}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}

async function contentOf(
  format: Format,
  { report, frozen }: StoredReport,
  query: URLSearchParams,
): Promise<BodyInit> {
  if (format === 'json') return frozen
  if (format === 'csv') return reportCsv(report.document)
  const baseUrl = publicUrl().replace(/\/+$/, '')
  const paper = query.get('paper') === 'letter' ? 'LETTER' : 'A4'
  return new Blob([(await renderReportPdf(report.document, { paper, baseUrl })) as Uint8Array<ArrayBuffer>])
}
