import Link from 'next/link'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { checkSentence } from '@/lib/overview/check-sentence'
import type { CheckPage } from '@/lib/overview/view'
import { ValueCell } from './value-cell'
import { VerdictBadge } from './verdict-badge'

interface CheckHeaderProps {
  page: CheckPage
  zone: string
  /** null: the viewer may not. */
  run: FormAction | null
  canEdit: boolean
}

function Facts({ page, zone }: { page: CheckPage; zone: string }) {
  const { check, reading } = page
  return (
    <dl className="facts">
      <div>
        <dt>State</dt>
        <dd>
          <VerdictBadge verdict={check.state} />
        </dd>
      </div>
      {check.value !== null && (
        <div>
          <dt>Value</dt>
          <dd>
            <ValueCell {...check} />
          </dd>
        </div>
      )}
      <div>
        <dt>Last looked</dt>
        <dd>
          {check.finishedAt ? <Moment at={check.finishedAt} zone={zone} now={reading.now} /> : 'not yet'}
        </dd>
      </div>
      <div>
        <dt>Next run</dt>
        <dd>
          {check.running ? (
            'running now'
          ) : check.state === 'paused' || !check.nextDueAt ? (
            'none planned'
          ) : check.nextDueAt <= reading.now ? (
            'due now'
          ) : (
            <Moment at={check.nextDueAt} zone={zone} now={reading.now} />
          )}
        </dd>
      </div>
      {check.missed > 0 && (
        <div>
          <dt>Missed by us</dt>
          <dd className="num">{check.missed}</dd>
        </div>
      )}
    </dl>
  )
}

/** What a check says now, where it looks, and what can be done. */
export function CheckHeader({ page, zone, run, canEdit }: CheckHeaderProps) {
  const { check, system } = page
  const lead = check.pausedReason ? `Paused: ${check.pausedReason}` : check.reason
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${system.id}`}>{system.name}</Link> ·{' '}
            <span className="break-all">{check.target}</span>
          </>
        }
        headline={checkSentence(page, zone)}
        lead={lead ?? undefined}
        actions={
          <>
            {run && <VerbForm action={run} verb="Run now" values={{ checkId: check.id }} hotkey="r" />}
            {canEdit && <LinkButton href={`/checks/${check.id}/edit`}>Edit</LinkButton>}
          </>
        }
      />
      <Facts page={page} zone={zone} />
    </>
  )
}
