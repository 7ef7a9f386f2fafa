import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { WeekFigure } from '@/components/charts/week-figure'
import { AlertShares, AlertTable } from '@/components/proofs/alert-tables'
import { SystemTabs } from '@/components/systems/system-tabs'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { shareSentence } from '@/lib/alerts/alert-shares'
import { alertsPerPage, listAlerts, summariseAlerts } from '@/lib/alerts/service'
import { canMaintain } from '@/lib/auth/permissions'
import { smallWeekFrame } from '@/lib/charts/week-chart'
import { pageNumber } from '@/lib/format/form-fields'
import { getSystemHead } from '@/lib/overview/service'
import { getNoiseWeeks } from '@/lib/trends/service'
import { rateAlertAction } from '../actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Alerts' }

const count = z.coerce.number().int().min(0).max(1_000).nullable().catch(null).default(null)
const query = z.object({
  page: pageNumber,
  recorded: count,
  known: count,
})

export default pageDoor(async function AlertsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const { page, recorded, known } = query.parse(await searchParams)
  const { system, reading } = await getSystemHead(viewer, id)
  const [alerts, summary, weeks] = await Promise.all([
    listAlerts(viewer, id, page),
    summariseAlerts(viewer, id),
    getNoiseWeeks(viewer, id),
  ])
  const path = `/systems/${id}/proofs/alerts`
  const editable = canMaintain(viewer, system) && !system.archivedAt
  return (
    <>
      <title>{`Alerts of ${system.name} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <Link href={`/systems/${id}/proofs`} prefetch={false}>
            Proofs of {system.name}
          </Link>
        }
        headline={shareSentence(summary.all)}
        actions={
          editable && (
            <LinkButton href={`${path}/new`} variant="primary">
              Record alerts
            </LinkButton>
          )
        }
      />
      <SystemTabs systemId={id} current="proofs" />
      <FormMessage tone="ok">{recorded !== null ? saidOf(recorded, known ?? 0) : undefined}</FormMessage>
      {summary.byRule.length > 0 && (
        <Section title="By rule, 4 weeks" count={summary.byRule.length}>
          <AlertShares byRule={summary.byRule} />
        </Section>
      )}
      {alerts.total > 0 && (
        <Section title="Noise, week by week" link={{ href: '/trends', label: 'Trends' }}>
          <div className="week-head">
            <WeekFigure spec={weeks} frame={smallWeekFrame} />
          </div>
        </Section>
      )}
      <Section title="All alerts" count={alerts.total}>
        {alerts.rows.length === 0 ? (
          <EmptyState title="No alert is on record.">
            Whether none fired or nobody wrote them down is not known. A list from your alerting can be
            pasted.
          </EmptyState>
        ) : (
          <AlertTable
            alerts={alerts.rows}
            zone={viewer.timeZone}
            now={reading.now}
            rate={editable ? rateAlertAction : null}
          />
        )}
        <Pager
          page={page}
          pages={Math.max(1, Math.ceil(alerts.total / alertsPerPage))}
          hrefOf={(to) => (to === 1 ? path : `${path}?page=${to}`)}
        />
      </Section>
    </>
  )
})

function saidOf(recorded: number, known: number): string {
  const fresh = `${recorded} ${recorded === 1 ? 'alert is' : 'alerts are'} on record now`
  return known > 0
    ? `${fresh}; ${known} of the list ${known === 1 ? 'was' : 'were'} there already.`
    : `${fresh}.`
}
