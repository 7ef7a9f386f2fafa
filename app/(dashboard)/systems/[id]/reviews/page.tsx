import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CompareForm } from '@/components/reviews/compare-form'
import { FinishedTable } from '@/components/reviews/review-lists'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import { canReview } from '@/lib/auth/permissions'
import { getSystemHead } from '@/lib/overview/service'
import { getSystemReviews } from '@/lib/reviews/list-service'
import { countsSentence, type SystemReviews } from '@/lib/reviews/list-view'
import { reviewStateNames } from '@/lib/reviews/review-state'
import { getStartPage } from '@/lib/reviews/start-service'

export const metadata: Metadata = { title: 'Reviews of a system' }

export default pageDoor(async function SystemReviewsPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const { id } = await params
  const { system, reading } = await getSystemHead(viewer, id)
  const page = await getSystemReviews(viewer, id)
  const { underWay, finished, cancelled } = page
  const mayStart =
    canReview(viewer, system) && !system.archivedAt && (!underWay || underWay.state === 'planned')
  const first = mayStart && finished.length === 0 ? await getStartPage(viewer, id) : null
  const time = { zone: viewer.timeZone, now: reading.now }
  return (
    <>
      <SystemPartHeader
        system={system}
        part="reviews"
        headline={sentence(system.name, page, reading.now)}
        actions={
          <>
            {underWay && (
              <LinkButton href={`/reviews/${underWay.id}`} variant="primary">
                Open the {underWay.quarterName} review
              </LinkButton>
            )}
            {mayStart && <LinkButton href={`/reviews/new?system=${id}`}>Start a review</LinkButton>}
          </>
        }
      />
      {underWay && (
        <Section title="Under way">
          <p className="sec-body">
            <Link href={`/reviews/${underWay.id}`}>{underWay.quarterName}</Link>:{' '}
            {reviewStateNames[underWay.state]}, led by {underWay.lead}, planned for{' '}
            <Moment at={underWay.plannedFor} {...time} />
          </p>
        </Section>
      )}
      <Section title="Closed" count={finished.length}>
        {finished.length === 0 ? (
          <EmptyState title="No review yet.">
            {first !== null &&
              first.questions > 0 &&
              `The first takes about ${first.minutes} min: of its ${first.questions} questions ${first.known} are known already. `}
            It is frozen when it is closed; later ones are compared with it.
          </EmptyState>
        ) : (
          <FinishedTable rows={finished} {...time} />
        )}
        {finished.length > 1 && <CompareForm rows={finished} />}
      </Section>
      {cancelled.length > 0 && (
        <Section title="Cancelled" count={cancelled.length}>
          <ul className="agenda-lines sec-body">
            {cancelled.map((review) => (
              <li key={review.id}>
                <Link href={`/reviews/${review.id}`}>{review.quarterName}</Link>,{' '}
                <Moment at={review.at} {...time} />: {review.reason ?? 'no reason was kept'}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
})

function sentence(name: string, { underWay, finished, due }: SystemReviews, now: string): string {
  const [last] = finished
  const was = last
    ? `last reviewed in ${last.quarterName}, ${countsSentence(last.counts, last.previous?.counts ?? null)}`
    : 'never reviewed'
  if (underWay)
    return `${name}: ${reviewStateNames[underWay.state].toLowerCase()} for ${underWay.quarterName}; ${was}.`
  const days = due === null ? null : Math.round((Date.parse(due) - Date.parse(now)) / 86_400_000)
  if (days === null) return `${name}: ${was}.`
  return `${name}: ${was}; ${days < 0 ? `overdue for ${-days} d` : `due in ${days} d`}.`
}
