import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CompareForm } from '@/components/reports/compare-form'
import { ReportTable } from '@/components/reports/report-table'
import { RequestForm } from '@/components/reports/request-form'
import { RequestLines } from '@/components/reports/request-lines'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { proposedDays, reportsHeadline } from '@/lib/reports/reports-headline'
import { type ReportsQuery, reportsQuery } from '@/lib/reports/schema'
import { listReports } from '@/lib/reports/service'
import type { ReportsPage } from '@/lib/reports/view'
import { requestReportAction } from './actions'

export const metadata: Metadata = { title: 'Reports' }

type Search = Promise<Record<string, string | string[] | undefined>>

const addressOf = (query: ReportsQuery, change: Partial<Record<keyof ReportsQuery, string | null>>) =>
  withQuery('/reports', { team: query.team, kind: query.kind }, change)

const kinds = [
  { kind: null, label: 'All' },
  { kind: 'weekly', label: 'Weekly' },
  { kind: 'on-demand', label: 'Any period' },
] as const

export default pageDoor(async function Reports({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const query = reportsQuery.parse(await searchParams)
  const page = await listReports(viewer, query)
  const { reports, total } = page
  return (
    <>
      <PageHeader
        meta={`Weeks end on Sunday at midnight, ${page.zone}`}
        headline={reportsHeadline(page)}
        actions={<LinkButton href="/reports/settings">Mail and settings</LinkButton>}
      />
      <ViewTabs
        label="Kinds of reports"
        tabs={kinds.map(({ kind, label }) => ({
          href: addressOf(query, { kind, page: null }),
          label,
          isCurrent: query.kind === kind,
        }))}
      />
      <TeamFilter page={page} />
      {reports.length > 0 ? (
        <ReportTable reports={reports} zone={viewer.timeZone} now={page.now} />
      ) : (
        <NoReport page={page} />
      )}
      <Pager page={query.page} pages={page.pages} hrefOf={(to) => addressOf(query, { page: String(to) })} />
      {total > 1 && <CompareForm reports={reports} />}
      {page.mayBuild && <AnyPeriod page={page} />}
    </>
  )
})

function TeamFilter({ page: { teams, query } }: { page: ReportsPage }) {
  if (teams.length === 0) return null
  return (
    <p className="team-filter small noprint">
      {[{ id: null, name: 'All systems and teams' }, ...teams].map(({ id, name }) => (
        <Link
          key={id ?? 'all'}
          href={addressOf(query, { team: id, page: null })}
          prefetch={false}
          aria-current={query.team === id ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
    </p>
  )
}

function NoReport({ page: { query } }: { page: ReportsPage }) {
  if (query.team || query.kind)
    return (
      <EmptyState title="No report is like that.">
        <Link href="/reports">All reports</Link>
      </EmptyState>
    )
  return (
    <EmptyState title="No week was reported yet.">
      Each week becomes one page by itself: what somebody has to decide, what changed, what runs out next, and
      what nobody watches. It never changes after that. Below you can build one with the data of today.
    </EmptyState>
  )
}

function AnyPeriod({ page }: { page: ReportsPage }) {
  const { first, last } = proposedDays(page)
  return (
    <Section title="A report on any days" id="any-period">
      <RequestLines requests={page.requests} now={page.now} />
      <div className="sec-body noprint">
        <RequestForm
          action={requestReportAction}
          teams={page.teams}
          zone={page.zone}
          firstDay={first}
          lastDay={last}
        />
      </div>
    </Section>
  )
}
