import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import type { ReportView } from '@/lib/reports/view'

const forms = [
  { query: 'format=pdf', label: 'PDF' },
  { query: 'format=pdf&paper=letter', label: 'PDF for Letter' },
  { query: 'format=csv', label: 'CSV' },
  { query: 'format=json', label: 'JSON' },
] as const

/** Where to go from a report: the weeks beside it, its other forms, who else may read it. */
export function ReportActions({ report }: { report: ReportView }) {
  const { older, newer } = report
  return (
    <>
      {older && (
        <LinkButton href={older.href} data-hotkey="[" aria-keyshortcuts="[">
          <span aria-hidden="true">←</span> <span className="vh">Older: </span>week{' '}
          {Number(older.week.slice(-2))}
        </LinkButton>
      )}
      {newer && (
        <LinkButton href={newer.href} data-hotkey="]" aria-keyshortcuts="]">
          <span className="vh">Newer: </span>week {Number(newer.week.slice(-2))}{' '}
          <span aria-hidden="true">→</span>
        </LinkButton>
      )}
      {older && <LinkButton href={`/reports/compare?a=${older.id}&b=${report.id}`}>Compare</LinkButton>}
      <LinkButton href={`/reports/${report.id}/share`}>Share</LinkButton>
      <span className="report-forms small">
        {forms.map(({ query, label }) => (
          <a key={query} href={`/api/reports/${report.id}/file?${query}`}>
            {label}
          </a>
        ))}
        <Link href={`/reports/${report.id}/check`} prefetch={false}>
          Check again
        </Link>
      </span>
    </>
  )
}
