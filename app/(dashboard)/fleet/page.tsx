import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FlagTeams } from '@/components/fleet/flag-teams'
import { MeasureTable } from '@/components/fleet/measure-table'
import { TeamTable } from '@/components/fleet/team-table'
import { UnprovenTable } from '@/components/fleet/unproven-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getFleet } from '@/lib/fleet/service'
import type { FleetView } from '@/lib/fleet/view'
import { formatNumber } from '@/lib/format/measure'
import { formatClock, formatLongDay } from '@/lib/format/moment'

export const metadata: Metadata = { title: 'Fleet' }

export default pageDoor(async function FleetPage() {
  const view = await getFleet(await requireViewer())
  const now = new Date(view.now)
  return (
    <div className="fleet">
      <PageHeader
        meta={
          <>
            {formatLongDay(now, view.zone)} · {view.zone} · read at{' '}
            <time dateTime={view.now}>{formatClock(now, view.zone)}</time>
          </>
        }
        headline={view.headline}
        lead={view.lead}
        actions={
          <>
            {view.report && <LinkButton href={`/reports/${view.report}`}>Newest weekly report</LinkButton>}
            <LinkButton href="/wall">Wall screen</LinkButton>
          </>
        }
      />
      {view.systems === 0 ? (
        <EmptyState
          title="There is no system yet."
          actions={
            <LinkButton href="/systems/new" variant="primary">
              Add a system
            </LinkButton>
          }
        >
          Teams, grades, red flags and proofs of backups appear as soon as one is looked after.
        </EmptyState>
      ) : (
        <Parts view={view} />
      )}
    </div>
  )
})

function Parts({ view }: { view: FleetView }) {
  const { unproven } = view
  const shown = unproven.rows.length
  return (
    <>
      <Section title="Against last week" link={{ href: '/trends', label: 'Week by week' }}>
        <MeasureTable measures={view.measures} />
        <p className="sec-note">
          Now is this moment, or the last seven days of what happens in the course of a week. A week ago, and
          the mean of the four weeks before now, are read from histories as they stood then.
        </p>
      </Section>
      <Section title="Teams" count={view.teams.length}>
        <TeamTable teams={view.teams} />
      </Section>
      <Section title="Red flags by team" link={{ href: '/red-flags', label: 'All red flags' }}>
        <FlagTeams flags={view.flags} />
      </Section>
      <Section
        title="Backups without a proof that holds"
        count={shown < unproven.total ? `${shown} of ${formatNumber(unproven.total)}` : unproven.total}
        link={{ href: '/red-flags/unproven-backup', label: 'The rule' }}
      >
        <UnprovenTable view={view} />
      </Section>
    </>
  )
}
