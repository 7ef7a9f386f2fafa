import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { SeverityMark } from '@/components/findings/severity-mark'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { needLabel, needVerb } from '@/lib/today/need-label'
import type { Need } from '@/lib/today/view'

const hrefOf = (need: Need) => (need.type === 'finding' ? `/findings/${need.id}` : `/systems/${need.id}`)

function What({ need, zone, now }: { need: Need; zone: string; now: string }) {
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
  return (
    <div className="row-text">
      <p>
        <Link href={hrefOf(need)} prefetch={false}>
          {need.title}
        </Link>{' '}
        on <b>{need.system}</b>
      </p>
      <p className="row-why">
        <SeverityMark severity={need.severity} /> · F-{need.number} · seen{' '}
        <Moment at={need.firstSeen} zone={zone} now={now} /> · {need.owner ?? 'nobody assigned'}
      </p>
    </div>
  )
}

function NeedRow({ need, zone, now, isFirst }: { need: Need; zone: string; now: string; isFirst: boolean }) {
  const { state, word } = needLabel(need, new Date(now))
  const about = need.type === 'finding' ? need.title : need.system
  return (
    <li className="row" data-row>
      <VerdictBadge verdict={state} word={word} />
      <What need={need} zone={zone} now={now} />
      <span className="muted small num">
        {need.type === 'finding' ? (
          <>
            due <Moment at={need.due} zone={zone} now={now} />
          </>
        ) : (
          '—'
        )}
      </span>
      <LinkButton href={hrefOf(need)} variant={isFirst ? 'primary' : 'default'}>
        {needVerb(need)}
        <span className="vh">: {about}</span>
      </LinkButton>
    </li>
  )
}

/** The list of the day, worst first, and why it is in this order. */
export function NeedsList({ needs, zone, now }: { needs: readonly Need[]; zone: string; now: string }) {
  return (
    <>
      <ol className="rows">
        {needs.map((need, index) => (
          <NeedRow key={need.id} need={need} zone={zone} now={now} isFirst={index === 0} />
        ))}
      </ol>
      <details className="disclosure">
        <summary>Why this order?</summary>
        <p className="prose">
          Severity × criticality of the system × time left; what is equal is ordered by age, oldest first. An
          unknown system counts like a medium finding.
        </p>
        <ol className="because">
          {needs.map((need) => (
            <li key={need.id}>
              {need.type === 'finding' ? `F-${need.number}` : need.system}:{' '}
              <span className="num">{need.because}</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}
