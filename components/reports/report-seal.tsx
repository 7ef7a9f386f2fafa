import type { ReportView } from '@/lib/reports/view'

/** Says it when the stored text is not what was built; silent otherwise. */
export function ReportSeal({ report }: { report: Pick<ReportView, 'isIntact' | 'sha256'> }) {
  if (report.isIntact) return null
  return (
    <p className="notice" role="alert">
      <strong>This report is not what was built.</strong> Its text no longer has the hash {report.sha256}.
      Bring it back from a backup.
    </p>
  )
}
