import { hashOf, readReportPayload } from './payload'
import type { HeadRow, Neighbour, ReportRow } from './report-store'
import type { ReportHead, ReportView } from './view'

/** Where a report is read: the weeks of the whole installation by their name, all others by id. Pure. */
export function reportHref(report: Pick<HeadRow, 'id' | 'scope' | 'week'>): string {
  return `/reports/${report.scope === 'instance' && report.week ? report.week : report.id}`
}

/** A stored report as lists show it. Pure. */
export function headOf(row: HeadRow): ReportHead {
  const { periodFrom, periodTo, builtAt, teamName, schemaVersion: _, ...head } = row
  return {
    ...head,
    scopeName: row.scope === 'instance' ? 'All systems' : (teamName ?? 'a team'),
    from: periodFrom.toISOString(),
    to: periodTo.toISOString(),
    builtAt: builtAt.toISOString(),
    href: reportHref(row),
  }
}

/** A stored report as its page shows it, from the frozen text alone. Pure. */
export function viewOf(
  { payload, ...row }: ReportRow,
  beside: { older: Neighbour | null; newer: Neighbour | null },
): ReportView {
  const { document, facts } = readReportPayload(payload)
  const link = (other: Neighbour | null) =>
    other && { ...other, href: reportHref({ ...other, scope: row.scope }) }
  return {
    ...headOf({ ...row, title: document.title, headline: document.headline.text }),
    schemaVersion: row.schemaVersion,
    document,
    facts,
    isIntact: hashOf(payload) === row.sha256,
    older: link(beside.older),
    newer: link(beside.newer),
  }
}
