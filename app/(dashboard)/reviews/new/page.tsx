import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { StartForm } from '@/components/reviews/start-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getStartPage, listToStart } from '@/lib/reviews/start-service'
import type { StartLine, StartPage } from '@/lib/reviews/start-view'
import { startReviewAction } from '../actions'

export const metadata: Metadata = { title: 'Start a review' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function NewReviewPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const { system } = await searchParams
  if (typeof system !== 'string') return <Choice lines={await listToStart(viewer)} zone={viewer.timeZone} />
  return <Start page={await getStartPage(viewer, system)} viewerId={viewer.id} />
})

function Start({ page, viewerId }: { page: StartPage; viewerId: string }) {
  const { known, questions, minutes, isFirst } = page
  const known1 = known === 1 ? '1 answer is known' : `${known} answers are known`
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${page.systemId}/reviews`} prefetch={false}>
              {page.systemName}
            </Link>{' '}
            · new review
          </>
        }
        headline={`${isFirst ? 'The first review of' : 'A review of'} ${page.systemName} takes about ${minutes} min: ${known1} already.`}
        lead={`${questions} questions. All checks run once more, then the answers that data know come as suggestions, each with its evidence; a person confirms every one.`}
      />
      {page.underWay && (
        <p className="sec-note">
          {page.underWay.isPlanned
            ? 'One is planned; starting takes it now instead of on its day.'
            : 'One is under way; a system has one at a time.'}{' '}
          <Link href={`/reviews/${page.underWay.id}`} prefetch={false}>
            Open it
          </Link>
        </p>
      )}
      {page.underWay && !page.underWay.isPlanned ? null : page.checklists.length === 0 ? (
        <EmptyState title="No checklist for a quarter is published.">
          Publish one under <Link href="/checklists">Checklists</Link>, then start the review.
        </EmptyState>
      ) : (
        <StartForm page={page} viewerId={viewerId} action={startReviewAction} />
      )}
    </>
  )
}

function Choice({ lines, zone }: { lines: StartLine[]; zone: string }) {
  return (
    <>
      <PageHeader
        meta={<Link href="/reviews">Reviews</Link>}
        headline="Which system is reviewed?"
        lead="Those that are due first. Any other can be started from its own page."
      />
      {lines.length === 0 ? (
        <EmptyState title="There is no system whose review you could start.">
          It needs the role maintainer in the team that owns a system, or every review is under way already.
        </EmptyState>
      ) : (
        <Section title="Due first" count={lines.length}>
          <ul className="rows">
            {lines.map(({ systemId, systemName, due, owner }) => (
              <li key={systemId} className="start-line" data-row="">
                <Link href={`/reviews/new?system=${systemId}`} prefetch={false}>
                  {systemName}
                </Link>
                <span className="muted small">{owner ?? 'nobody owns it'}</span>
                <span className="small">
                  due <Moment at={due} zone={zone} now={new Date()} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
