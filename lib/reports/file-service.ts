import type { Viewer } from '@/lib/auth/viewer'
import { dayOf } from '@/lib/findings/end-of-day'
import { readPayloadText } from './delivery-store'
import { getReport } from './service'
import type { ReportView } from './view'

/** A report to be downloaded: as its page shows it, and the frozen text itself. Throws not-found. */
export async function getReportFile(
  viewer: Viewer,
  id: string,
): Promise<{ report: ReportView; frozen: string; name: string }> {
  const report = await getReport(viewer, id)
  return { report, frozen: await readPayloadText(report.id), name: fileName(report) }
}

/** "wheeltapper-2026-W47-platform": sorts by time, has no character that a file system refuses. Pure. */
export function fileName(
  report: Pick<ReportView, 'week' | 'from' | 'to' | 'zone' | 'scope' | 'scopeName'>,
): string {
  // The days that were asked for: the last one ends where the period does.
  const day = (at: number) => dayOf(new Date(at), report.zone)
  const period = report.week ?? `${day(Date.parse(report.from))}-to-${day(Date.parse(report.to) - 1)}`
  const team = report.scopeName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return ['wheeltapper', period, report.scope === 'team' ? team || 'team' : ''].filter(Boolean).join('-')
}
