import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { ChapterTable } from '@/components/walkthroughs/chapter-table'
import { AssignForm, HandInForm } from '@/components/walkthroughs/path-forms'
import { saidSentence } from '@/components/walkthroughs/said'
import { WalkthroughTable } from '@/components/walkthroughs/walkthrough-table'
import { getWalkthroughPage } from '@/lib/walkthroughs/service'
import type { WalkthroughPage } from '@/lib/walkthroughs/view'
import { assignAction, giveUpAction, handInAction, startWalkthroughAction } from '../actions'

interface Props {
  params: Promise<{ systemId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Walkthrough' }

export default pageDoor(async function SystemWalkthrough({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { systemId } = await params
  const page = await getWalkthroughPage(viewer, systemId)
  const { said } = await searchParams
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/walkthroughs">Walkthroughs</Link> ·{' '}
            <Link href={`/systems/${systemId}`} prefetch={false}>
              {page.system.name}
            </Link>
          </>
        }
        headline={page.headline}
        lead="Read, go and find, answer. Wrong answers lead to where the right one stands; tries are unlimited and kept."
        actions={<Verbs page={page} />}
      />
      <FormMessage tone="ok">{saidSentence(said)}</FormMessage>
      {page.own?.mentorNote && page.own.state === 'in-progress' && (
        <FormMessage tone="plain">Your mentor gave it back: {page.own.mentorNote}</FormMessage>
      )}
      {page.missing && <Missing missing={page.missing} />}
      <Section
        title="Chapters"
        id="chapters"
        link={{ href: `/walkthroughs/${systemId}/print`, label: 'As a booklet' }}
      >
        <ChapterTable
          systemId={systemId}
          chapters={page.chapters}
          isOpen={page.own?.isOpen === true}
          zone={viewer.timeZone}
          now={page.now}
        />
      </Section>
      <OwnEnd page={page} />
      <Section title="Who walked through it" id="people" count={page.lines.length}>
        {page.lines.length === 0 ? (
          <EmptyState title="Nobody yet.">
            Two people within a year are asked for: what only one knows is on holiday with them.
          </EmptyState>
        ) : (
          <WalkthroughTable rows={page.lines} zone={viewer.timeZone} now={page.now} />
        )}
        {page.mayAssign && (
          <details className="disclosure noprint">
            <summary>Ask somebody to walk through it</summary>
            <AssignForm systemId={systemId} people={page.people} action={assignAction} />
          </details>
        )}
      </Section>
    </>
  )
})

function Verbs({ page: { own, system, missing } }: { page: WalkthroughPage }) {
  if (own?.isOpen) {
    return (
      <LinkButton
        href={`/walkthroughs/${system.id}/1`}
        variant="primary"
        data-hotkey="n"
        aria-keyshortcuts="n"
      >
        Go on
      </LinkButton>
    )
  }
  if (own?.state === 'waiting-for-mentor' || missing) {
    return <LinkButton href={`/walkthroughs/${system.id}/1`}>Read the chapters</LinkButton>
  }
  return (
    <VerbForm
      action={startWalkthroughAction}
      verb={own?.state === 'completed' ? 'Walk through it again' : 'Start'}
      variant="primary"
      values={{ systemId: system.id }}
      hotkey="n"
    />
  )
}

/** Why it cannot begin: what somebody would have to say about the system. */
function Missing({ missing: { possible, wants } }: { missing: NonNullable<WalkthroughPage['missing']> }) {
  return (
    <Section title="Missing for eight questions" id="missing" count={`${possible} of 8`}>
      <p className="prose muted">
        The chapters can be read as they are. For questions that are worth answering, more has to be known:
      </p>
      <ul className="facts-list">
        {wants.slice(0, 10).map((want) => (
          <li key={want}>{want}</li>
        ))}
      </ul>
    </Section>
  )
}

function OwnEnd({ page: { own } }: { page: WalkthroughPage }) {
  if (!own || own.state === 'completed') return null
  return (
    <Section title="Yours" id="yours">
      {own.isOpen && own.left && <p className="sec-body">Left: {own.left}.</p>}
      {own.isOpen && !own.left && (
        <HandInForm walkthroughId={own.id} confusion={own.confusion} action={handInAction} />
      )}
      {own.state === 'waiting-for-mentor' && (
        <p className="sec-body">
          {own.mentorName ?? 'Any maintainer of the team'} can sign it.{' '}
          <Link href={`/walkthroughs/record/${own.id}`} prefetch={false}>
            What you did
          </Link>
        </p>
      )}
      <div className="actions sec-body noprint">
        <VerbForm action={giveUpAction} verb="Give it up" values={{ walkthroughId: own.id }} />
      </div>
    </Section>
  )
}
