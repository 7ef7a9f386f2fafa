'use client'

import { useQuery } from '@tanstack/react-query'
import { SilentNotice } from '@/components/checks/silent-notice'
import { GhostSystems, SystemsTable } from '@/components/systems/systems-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { PausedNotice } from '@/components/ui/paused-notice'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { formatClock, formatLongDay } from '@/lib/format/moment'
import type { TodayView } from '@/lib/today/view'
import { FirstRun } from './first-run'
import { LastDay } from './last-day'
import { NeedsList } from './needs-list'
import { todayQuery } from './today-query'

function Needs({ view }: { view: TodayView }) {
  const { needs, needsTotal, reading } = view
  if (needsTotal === 0 && (view.firstRun || view.systemsTotal === 0 || reading.silent)) return null
  const count = needs.length < needsTotal ? `${needs.length} of ${formatNumber(needsTotal)}` : needsTotal
  return (
    <Section title="Needs you today" count={count} link={{ href: '/findings', label: 'All findings' }}>
      {needsTotal === 0 ? (
        <EmptyState title="Nothing needs you.">{view.coverage}</EmptyState>
      ) : (
        <NeedsList needs={needs} now={reading.now} />
      )}
    </Section>
  )
}

function Systems({ view }: { view: TodayView }) {
  if (view.systems.length === 0) {
    return (
      <Section title="Systems">
        <GhostSystems />
      </Section>
    )
  }
  const shown = view.systems.length
  return (
    <Section
      title="Systems, worst first"
      count={shown < view.systemsTotal ? `${shown} of ${formatNumber(view.systemsTotal)}` : shown}
      link={{ href: '/systems', label: 'All systems' }}
    >
      <SystemsTable rows={view.systems} caption="Systems with the state of their checks, worst first" />
    </Section>
  )
}

/** Breaks between sentences before it breaks inside one. */
function Sentences({ text }: { text: string }) {
  return text.split(/(?<=\.) /).map((sentence) => (
    <span key={sentence} className="sentence">
      {sentence}{' '}
    </span>
  ))
}

/** The day's page: lives on one query; the server's data is its first answer. */
export function TodayBoard() {
  const { data: view, isError, dataUpdatedAt } = useQuery(todayQuery)
  if (!view) return null
  const now = new Date(view.reading.now)
  // The calm case says it as the proof under "Nothing needs you".
  const isCalm = view.needsTotal === 0 && !view.firstRun && view.systemsTotal > 0 && !view.reading.silent
  const pausedSince = isError ? formatClock(new Date(dataUpdatedAt), view.zone) : null
  return (
    <>
      <PausedNotice since={pausedSince} />
      <SilentNotice reading={view.reading} zone={view.zone} />
      <PageHeader
        meta={
          <>
            {formatLongDay(now, view.zone)} · {view.zone} · read at{' '}
            <time dateTime={view.reading.now}>{formatClock(now, view.zone)}</time>
          </>
        }
        headline={<Sentences text={view.headline} />}
        lead={isCalm ? undefined : view.coverage}
        actions={
          view.firstRun || view.systemsTotal === 0 ? (
            <LinkButton href="/systems/new" variant="primary">
              Add your first system
            </LinkButton>
          ) : undefined
        }
      />
      <Needs view={view} />
      {view.firstRun ? <FirstRun firstRun={view.firstRun} /> : <Systems view={view} />}
      <LastDay lastDay={view.lastDay} zone={view.zone} now={view.reading.now} />
    </>
  )
}
