import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FindingActions } from '@/components/findings/finding-actions'
import { FindingFacts } from '@/components/findings/finding-facts'
import { findingSentence } from '@/components/findings/finding-sentence'
import { FindingTimeline } from '@/components/findings/finding-timeline'
import { originLink, proofLink } from '@/components/findings/finding-words'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { InlineCode } from '@/components/ui/inline-code'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getFinding, getFindingChoices } from '@/lib/findings/service'
import { findingFormAction, verifyNowAction } from './actions'

interface Props {
  params: Promise<{ number: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `F-${Number((await params).number) || '?'}` }
}

const done: Readonly<Record<string, string>> = {
  create: 'Opened. It is in the list of findings.',
  triage: 'Triaged.',
  start: 'Work has started.',
  resolve: 'Resolved. It counts once it is proved.',
  confirm: 'Verified.',
  dismiss: 'Marked as a false positive until its review date.',
  merge: 'Marked as a duplicate.',
  comment: 'Comment added.',
  reopen: 'Open again.',
  owner: 'Owner changed.',
  due: 'Due date changed.',
  severity: 'Severity changed.',
  'request-acceptance': 'Acceptance asked for. It waits for approval.',
  'approve-acceptance': 'Risk accepted until its date.',
  'decline-acceptance': 'The request is closed.',
  'revoke-acceptance': 'The acceptance is revoked; the clock runs again.',
}

export default pageDoor(async function FindingPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const finding = await getFinding(viewer, Number((await params).number))
  const choices = await getFindingChoices(finding.system.id)
  const said = (await searchParams).done
  const notice = typeof said === 'string' ? done[said] : undefined
  const zone = viewer.timeZone
  const origin = originLink(finding)
  const proof = proofLink(finding)
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/findings">Findings</Link> · F-{finding.number} ·{' '}
            <Link href={`/systems/${finding.system.id}`} prefetch={false}>
              {finding.system.name}
            </Link>
          </>
        }
        headline={finding.title}
        lead={findingSentence(finding, zone)}
        actions={
          <>
            {finding.abilities.verifyNow && (
              <VerbForm
                action={verifyNowAction}
                verb="Verify now"
                values={{ number: String(finding.number) }}
              />
            )}
            {finding.check && <LinkButton href={`/checks/${finding.check.id}`}>Check</LinkButton>}
            {proof && <LinkButton href={proof.href}>{proof.label}</LinkButton>}
            {origin && <LinkButton href={origin.href}>{origin.label}</LinkButton>}
            {finding.editable && (
              <LinkButton href={`/incidents/new?finding=${finding.number}`}>Start an incident</LinkButton>
            )}
          </>
        }
      />
      <FormMessage tone="ok">{notice}</FormMessage>
      <FindingFacts finding={finding} zone={zone} />
      <Section title="What is wrong" id="what">
        <p className="prose sec-body">{finding.detail}</p>
        <p className="sec-note">
          {finding.severity.charAt(0).toUpperCase()}
          {finding.severity.slice(1)} because: {finding.severityReason}
        </p>
        {finding.check?.reason && !finding.detail.includes(finding.check.reason) && (
          <p className={`evidence evidence-${finding.check.verdict}`}>
            <strong>The check now says:</strong> {finding.check.reason}
          </p>
        )}
      </Section>
      <Section title="What to do" id="remedy">
        <p className="prose sec-body">
          <InlineCode text={finding.remediation} />
        </p>
        {finding.system.runbookUrl && (
          <p className="sec-note">
            <a href={finding.system.runbookUrl} rel="noopener noreferrer">
              Runbook of {finding.system.name}
            </a>
          </p>
        )}
      </Section>
      <FindingActions
        finding={finding}
        choices={choices}
        zone={zone}
        viewerId={viewer.id}
        action={findingFormAction}
      />
      <FindingTimeline finding={finding} zone={zone} />
    </>
  )
})
