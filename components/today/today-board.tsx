'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { SilentNotice } from '@/components/checks/silent-notice'
import { GhostSystems } from '@/components/systems/systems-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { PausedNotice } from '@/components/ui/paused-notice'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { formatClock, formatLongDay } from '@/lib/format/moment'
import type { TodayScope } from '@/lib/today/scope'
import type { TodayView } from '@/lib/today/view'
import { FirstRun } from './first-run'
import { NeedsList } from './needs-list'
import { NextItems } from './next-items'
import { ScopeTabs } from './scope-tabs'
import { SinceLooked } from './since-looked'
import { todayQuery } from './today-query'
import { TodaySystems } from './today-systems'

const calm: Readonly<Record<TodayScope, string>> = {
  all: 'Nothing needs you.',
  mine: 'Nothing of yours needs you.',
  team: 'Nothing of your team needs you.',
}

function Needs({ view }: { view: TodayView }) {
  const { needs, needsTotal, reading, scope } = view
  if (needsTotal === 0 && (view.firstRun || view.systemsTotal === 0 || reading.silent) && scope === 'all')
    return null
  const count = needs.length < needsTotal ? `${needs.length} of ${formatNumber(needsTotal)}` : needsTotal
  return (
    <Section title="Needs you today" count={count} link={{ href: '/findings', label: 'All findings' }}>
      {needsTotal === 0 ? (
        <>
          <EmptyState title={calm[scope]}>{view.coverage}</EmptyState>
          <NextItems items={view.next} zone={view.zone} now={reading.now} />
        </>
      ) : (
        <NeedsList key={scope} needs={needs} now={reading.now} />
      )}
    </Section>
  )
}

function Systems({ view }: { view: TodayView }) {
  if (view.systems.length === 0 && view.scope !== 'all') {
    return (
      <Section title="Systems">
        <EmptyState
          title={view.scope === 'mine' ? 'You own no system.' : 'Your team looks after no system.'}
          actions={<Link href="/today">Show everything</Link>}
        >
          {view.scope === 'team' && !view.hasTeam
            ? 'You belong to no team. An administrator puts people into teams.'
            : 'Who owns a system is written on its own page, under Edit.'}
        </EmptyState>
      </Section>
    )
  }
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
      <TodaySystems rows={view.systems} zone={view.zone} now={view.reading.now} />
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
export function TodayBoard({ scope, soonest }: { scope: TodayScope; soonest: ReactNode }) {
  const { data: view, isError, dataUpdatedAt } = useQuery(todayQuery(scope))
  if (!view) return null
  const now = new Date(view.reading.now)
  const isEmpty = view.firstRun !== null || (view.systemsTotal === 0 && scope === 'all')
  // The calm case says it as the proof under "Nothing needs you".
  const isCalm = view.needsTotal === 0 && !isEmpty && !view.reading.silent
  const pausedSince = isError ? formatClock(new Date(dataUpdatedAt), view.zone) : null
  return (
    <div className="today">
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
          isEmpty ? (
            <LinkButton href="/systems/new" variant={view.needsTotal === 0 ? 'primary' : 'default'}>
              Add your first system
            </LinkButton>
          ) : undefined
        }
      />
      {!isEmpty && <ScopeTabs scope={scope} />}
      <Needs view={view} />
      {soonest}
      {view.firstRun ? <FirstRun firstRun={view.firstRun} /> : <Systems view={view} />}
      <SinceLooked since={view.since} zone={view.zone} now={view.reading.now} />
    </div>
  )
}
