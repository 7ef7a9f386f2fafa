'use client'

import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Button, LinkButton } from '@/components/ui/button'
import { needLabel, needProof, needVerb } from '@/lib/today/need-label'
import type { Need } from '@/lib/today/view'
import { needKey, useHeldRows } from './held-rows'

const hrefs: Readonly<Record<Need['type'], (need: Need) => string>> = {
  finding: (need) => `/findings/${need.type === 'finding' ? need.number : ''}`,
  task: ({ id }) => `/tasks/${id}`,
  blind: ({ id }) => `/systems/${id}`,
  review: (need) =>
    need.type === 'review' && need.reviewId
      ? `/reviews/${need.reviewId}`
      : `/systems/${need.systemId}/reviews`,
}
const hrefOf = (need: Need) => hrefs[need.type](need)

function TaskText({ need }: { need: Extract<Need, { type: 'task' }> }) {
  return (
    <div className="row-text">
      <p>
        <Link href={hrefOf(need)} prefetch={false}>
          {need.title}
        </Link>{' '}
        on <b>{need.system}</b>
      </p>
      <p className="row-why">
        {need.tier} task · about <span className="num">{need.minutes} min</span>
        {need.open > 1 && <> · {need.open} times not done</>}
        {need.blockedReason && <> · blocked: {need.blockedReason}</>}
      </p>
    </div>
  )
}

const reviewWords: Readonly<Record<string, string>> = {
  planned: 'planned; it is prepared seven days before',
  preparing: 'being prepared',
  'in-review': 'being answered',
  'sign-off': 'handed in, waits for a signature',
}

function ReviewText({ need }: { need: Extract<Need, { type: 'review' }> }) {
  return (
    <div className="row-text">
      <p>
        <Link href={hrefOf(need)} prefetch={false}>
          Review{need.quarter ? ` ${need.quarter}` : ''}
        </Link>{' '}
        of <b>{need.system}</b>
      </p>
      <p className="row-why">
        {need.state ? (reviewWords[need.state] ?? need.state) : 'due, and nobody has planned it'}
      </p>
    </div>
  )
}

function What({ need }: { need: Need }) {
  if (need.type === 'review') return <ReviewText need={need} />
  if (need.type === 'task') return <TaskText need={need} />
  if (need.type === 'blind') {
    return (
      <div className="row-text">
        <p>
          <Link href={hrefOf(need)} prefetch={false}>
            <b>{need.system}</b>
          </Link>
          :{' '}
          {need.unknown === need.checks
            ? 'no check can look'
            : `${need.unknown} of ${need.checks} checks cannot look`}
        </p>
        <p className="row-why">{need.reason}</p>
      </div>
    )
  }
  const proof = needProof(need)
  return (
    <div className="row-text">
      <p>
        <Link href={hrefOf(need)} prefetch={false}>
          {need.title}
        </Link>{' '}
        on <b>{need.system}</b>
      </p>
      <p className="row-why">
        <span className="num">F-{need.number}</span> · {need.detail}
        {proof && (
          <>
            {' '}
            <Link href={proof.href} prefetch={false} className="noprint">
              {proof.label}
              <span className="vh">: {need.system}</span>
            </Link>
          </>
        )}
      </p>
    </div>
  )
}

function Who({ need }: { need: Need }) {
  if (need.type === 'blind') return <span className="row-side muted">{need.criticality} system</span>
  if (need.type === 'task' || need.type === 'review')
    return <span className="row-side muted small">{need.owner ?? 'nobody assigned'}</span>
  return (
    <span className="row-side">
      <SeverityMark severity={need.severity} />
      <span className="muted small">{need.owner ?? 'nobody assigned'}</span>
    </span>
  )
}

/** What a row is about, for those who hear its verb alone. */
const nameOf = (need: Need): string => {
  if (need.type === 'blind') return need.system
  return need.type === 'review' ? `review of ${need.system}` : need.title
}

function NeedRow({ need, now, isFirst }: { need: Need; now: string; isFirst: boolean }) {
  const { state, word } = needLabel(need, new Date(now))
  const about = nameOf(need)
  return (
    <li className="row" data-row>
      <VerdictBadge verdict={state} word={word} />
      <What need={need} />
      <Who need={need} />
      <LinkButton href={hrefOf(need)} variant={isFirst ? 'primary' : 'default'}>
        {needVerb(need)}
        <span className="vh">: {about}</span>
      </LinkButton>
    </li>
  )
}

/** The list of the day, worst first, and why it is in this order. It stands still: what is new waits to be shown. */
export function NeedsList({ needs, now }: { needs: readonly Need[]; now: string }) {
  const { rows, waiting, show } = useHeldRows(needs)
  return (
    <>
      {waiting > 0 && (
        <p className="needs-new" role="status">
          <Button onClick={show}>{waiting} new: show</Button>
        </p>
      )}
      <ol className="rows">
        {rows.map((need, index) => (
          <NeedRow key={needKey(need)} need={need} now={now} isFirst={index === 0} />
        ))}
      </ol>
      <details className="disclosure noprint">
        <summary>Why this order?</summary>
        <p className="prose">
          Severity × criticality of the system × time left; what is equal is ordered by age, oldest first. An
          unknown system counts like a medium finding, and so does a review that is due, and an overdue
          monthly or quarterly task; a daily or weekly one counts like a low finding.
        </p>
        <ol className="because">
          {rows.map((need) => (
            <li key={needKey(need)}>
              {need.type === 'finding' ? `F-${need.number}` : nameOf(need)}:{' '}
              <span className="num">{need.because}</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}
