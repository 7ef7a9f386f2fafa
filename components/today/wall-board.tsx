'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { StripImage } from '@/components/charts/strip-image'
import { StateShape } from '@/components/checks/state-shape'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { formatNumber } from '@/lib/format/measure'
import { formatClock, formatDay, formatDuration, formatLongDay } from '@/lib/format/moment'
import { stateOfCounts } from '@/lib/overview/check-state'
import { needLabel } from '@/lib/today/need-label'
import type { TodayScope } from '@/lib/today/scope'
import type { Need, WallView } from '@/lib/today/view'
import { wallFlags } from '@/lib/today/wall-flags'
import { needKey } from './held-rows'
import { screenAge } from './screen-age'
import { wallQuery } from './wall-query'

/** The browser's clock, once a second; null until a script runs. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** How old the screen is; when readings stay away it says so before anything else is believed. */
function Age({ readAt, zone }: { readAt: number; zone: string }) {
  const now = useNow()
  if (now === null) return <p className="wall-age">Read at {formatClock(new Date(readAt), zone)}</p>
  const { seconds, isOld } = screenAge(readAt, now)
  if (!isOld) return <p className="wall-age num">Read {formatDuration(seconds)} ago</p>
  return (
    <p className="wall-age wall-old" role="status">
      <StateShape shape="unknown" /> Not refreshed for {formatDuration(seconds)}: what stands here is of{' '}
      {formatClock(new Date(readAt), zone)}
    </p>
  )
}

function Silent({ view }: { view: WallView }) {
  const { reading, zone } = view.today
  if (!reading.silent) return null
  const at = reading.heartbeatAt ? new Date(reading.heartbeatAt) : null
  const now = new Date(reading.now)
  return (
    <p className="wall-silent" role="status">
      <StateShape shape="unknown" />
      {at === null
        ? 'No worker has ever reported: nothing here is known'
        : `No worker has reported since ${formatDay(at, zone, now)} ${formatClock(at, zone)}: nothing here is current`}
    </p>
  )
}

function Count({
  shape,
  number,
  word,
}: {
  shape: 'fail' | 'warn' | 'unknown' | 'ok'
  /** Null: not known. */
  number: number | null
  word: string
}) {
  return (
    <li className={`wall-count st-${shape}`}>
      <StateShape shape={shape} />
      <b className="num">{number === null ? '–' : formatNumber(number)}</b>
      <span>{word}</span>
    </li>
  )
}

/** Systems by their state. What nobody sees is counted beside what fails, never among what passes. */
function Counts({ view }: { view: WallView }) {
  const { failing, warning, blind, systems } = view.systems
  const fine = Math.max(0, systems - failing - warning - blind)
  return (
    <ul className="wall-counts" aria-label="Systems by state">
      <Count shape="fail" number={failing} word="failing" />
      <Count shape="warn" number={warning} word="with warnings" />
      <Count shape="unknown" number={blind} word="out of sight" />
      {view.today.reading.silent ? null : <Count shape="ok" number={fine} word="fine" />}
      <Count {...wallFlags(view.redFlags, view.today.reading.silent)} />
    </ul>
  )
}

const titleOf = (need: Need): string => {
  if (need.type === 'blind') return `${need.unknown} of ${need.checks} checks cannot look`
  return need.type === 'review' ? `Review ${need.quarter ?? ''}`.trim() : need.title
}

function Needs({ view }: { view: WallView }) {
  const { needs, needsTotal, reading, coverage } = view.today
  if (needs.length === 0) return <p className="wall-calm">{coverage}</p>
  const more = needsTotal - needs.length
  return (
    <ol className="wall-needs">
      {needs.map((need) => {
        const { state, word } = needLabel(need, new Date(reading.now))
        return (
          <li key={needKey(need)}>
            <VerdictBadge verdict={state} word={word} />
            <span className="wall-need">
              <b>{need.system}</b> {titleOf(need)}
            </span>
            <span className="wall-who">
              {need.type === 'blind' ? need.criticality : (need.owner ?? 'nobody')}
            </span>
          </li>
        )
      })}
      {more > 0 && <li className="wall-more">and {formatNumber(more)} more</li>}
    </ol>
  )
}

function Systems({ view }: { view: WallView }) {
  return (
    <ul className="wall-systems">
      {view.today.systems.map((row) => {
        const { state, word } = stateOfCounts(row.counts)
        return (
          <li key={row.id}>
            <b>{row.name}</b>
            <VerdictBadge verdict={state} word={word} />
            <StripImage days={row.strip} name={row.name} />
          </li>
        )
      })}
    </ul>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="wall-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** The day for a screen on the wall: big, without anything to press, refreshed by itself, and honest about its age. */
export function WallBoard({ scope, soonest }: { scope: TodayScope; soonest: ReactNode }) {
  const { data: view, dataUpdatedAt } = useQuery(wallQuery(scope))
  if (!view) return null
  const { today } = view
  const now = new Date(today.reading.now)
  return (
    <>
      <header className="wall-head">
        <p className="wall-meta">
          {formatLongDay(now, today.zone)} · {today.zone}
        </p>
        <Age readAt={dataUpdatedAt} zone={today.zone} />
      </header>
      <Silent view={view} />
      <h1>{today.headline}</h1>
      <Counts view={view} />
      <div className="wall-columns">
        <Part title="Needs somebody">
          <Needs view={view} />
        </Part>
        <div>
          <Part title="Systems, worst first">
            <Systems view={view} />
          </Part>
          {soonest}
        </div>
      </div>
    </>
  )
}
