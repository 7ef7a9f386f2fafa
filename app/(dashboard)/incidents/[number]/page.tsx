import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { CloseForm, ReasonForm } from '@/components/incidents/closing-forms'
import { IncidentFacts } from '@/components/incidents/incident-facts'
import { IncidentHistory } from '@/components/incidents/incident-history'
import { PreventionList } from '@/components/incidents/prevention-list'
import { ProposalList } from '@/components/incidents/proposal-list'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { listEvidence } from '@/lib/evidence/service'
import { getIncident } from '@/lib/incidents/service'
import type { IncidentPage } from '@/lib/incidents/view'
import {
  closeIncidentAction,
  commentIncidentAction,
  removePreventionAction,
  reopenIncidentAction,
} from '../actions'

interface Props {
  params: Promise<{ number: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `I-${Number((await params).number) || '?'}` }
}

const said: Readonly<Record<string, string>> = {
  recorded: 'Written down. Now: what would have prevented it?',
  changed: 'Changed.',
  comment: 'Comment added.',
  linked: 'Linked. It counts once it has proven itself.',
  drafted:
    'The question is in the draft of “Lessons from incidents”. Publish it and assign it to the system; then it is asked.',
  removed: 'Removed from this incident. What was made for it is still there.',
  closed: 'Closed.',
  reopened: 'Open again.',
}

export default pageDoor(async function IncidentPageOf({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const incident = await getIncident(viewer, Number((await params).number))
  const what = (await searchParams).said
  const evidence = await listEvidence(viewer, incident.evidenceIds)
  const { number, system } = incident
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/incidents">Incidents</Link> · I-{number} ·{' '}
            <Link href={`/systems/${system.id}/incidents`} prefetch={false}>
              {system.name}
            </Link>
            {system.isArchived && ' · archived'}
          </>
        }
        headline={incident.title}
        lead={`${incident.lead} ${incident.preventionLead}.`}
        actions={
          incident.mayChange &&
          incident.state === 'open' && <LinkButton href={`/incidents/${number}/edit`}>Change</LinkButton>
        }
      />
      <FormMessage tone="ok">{typeof what === 'string' ? said[what] : undefined}</FormMessage>
      <IncidentFacts incident={incident} zone={viewer.timeZone} />
      <Section title="What happened" id="what">
        <p className="prose sec-body">{incident.detail}</p>
        {incident.lesson && (
          <p className="evidence">
            <strong>What would have prevented it:</strong> {incident.lesson}
          </p>
        )}
        {evidence.length > 0 && (
          <EvidenceList evidence={evidence} zone={viewer.timeZone} now={incident.now} />
        )}
      </Section>
      <Preventions incident={incident} zone={viewer.timeZone} />
      <Section title="Close" id="close" isForScreen>
        <Closing incident={incident} zone={viewer.timeZone} />
      </Section>
      <Section title="History" id="history" count={incident.events.length}>
        <IncidentHistory incident={incident} zone={viewer.timeZone} />
        {incident.mayChange && (
          <div className="noprint">
            <ReasonForm
              values={{ number: String(number) }}
              name="comment"
              label="Comment"
              submit="Add a comment"
              placeholder="Asked the storage team"
              action={commentIncidentAction}
            />
          </div>
        )}
      </Section>
    </>
  )
})

function Preventions({ incident, zone }: { incident: IncidentPage; zone: string }) {
  const { number, preventions, proposals, furtherProposals, state, mayChange } = incident
  const mayAdd = mayChange && state === 'open'
  return (
    <>
      <Section
        title="What would have prevented it"
        id="preventions"
        count={preventions.length}
        {...(mayAdd ? { link: { href: `/incidents/${number}/prevent`, label: 'Add' } } : {})}
      >
        {preventions.length === 0 ? (
          <EmptyState
            title={state === 'closed' ? 'Nothing could have prevented it.' : 'Nothing is linked yet.'}
            actions={
              mayAdd && (
                <LinkButton href={`/incidents/${number}/prevent`} variant="primary">
                  Say what would have prevented it
                </LinkButton>
              )
            }
          >
            {state === 'open' &&
              'A check that sees it, a task that comes before it, a question that is asked, an alert that rings. Each must prove itself before the incident is closed.'}
          </EmptyState>
        ) : (
          <PreventionList incident={incident} zone={zone} remove={removePreventionAction} />
        )}
      </Section>
      {state === 'open' && (
        <Section title="What was known before" id="known" count={proposals.length + furtherProposals}>
          {proposals.length === 0 ? (
            <EmptyState title="Nothing here pointed at it.">
              No finding was open, nothing was overdue, no limit was crossed and nothing had changed without
              notice. Either nobody looked at the right place, or it is used already: a new check is the
              likeliest answer.
            </EmptyState>
          ) : (
            <ProposalList proposals={proposals} further={furtherProposals} number={number} mayUse={mayAdd} />
          )}
        </Section>
      )}
    </>
  )
}

function Closing({ incident, zone }: { incident: IncidentPage; zone: string }) {
  const { number, revision, state, obstacles, preventions, mayChange, mayWaive, lesson, endedAt } = incident
  if (state === 'closed')
    return mayChange ? (
      <details className="disclosure noprint">
        <summary>Open it again</summary>
        <ReasonForm
          values={{ number: String(number) }}
          name="reason"
          label="Why"
          submit="Open again"
          placeholder="It happened again on Monday"
          action={reopenIncidentAction}
        />
      </details>
    ) : (
      <p className="sec-note">It is closed.</p>
    )
  const waives = mayWaive && preventions.length === 0
  return (
    <>
      {obstacles.length > 0 && (
        <ul className="sec-body">
          {obstacles.map((obstacle) => (
            <li key={obstacle}>{obstacle}</li>
          ))}
        </ul>
      )}
      {mayChange && (obstacles.length === 0 || waives) && (
        <div className="noprint">
          <CloseForm
            number={number}
            revision={revision}
            lesson={lesson}
            isOver={endedAt !== null}
            mayWaive={waives}
            zone={zone}
            action={closeIncidentAction}
          />
        </div>
      )}
    </>
  )
}
