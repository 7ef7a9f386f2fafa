import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { DueTable, FinishedTable, RunningTable } from '@/components/reviews/review-lists'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { ViewTabs } from '@/components/ui/view-tabs'
import { getReviewsPage } from '@/lib/reviews/list-service'
import type { ReviewsPage } from '@/lib/reviews/list-view'
import { type ReviewsQuery, reviewsQuery } from '@/lib/reviews/schema'

export const metadata: Metadata = { title: 'Reviews' }

type Search = Promise<Record<string, string | string[] | undefined>>

const labels = { due: 'Next due', running: 'Under way', finished: 'Closed', all: 'All' } as const

const addressOf = (query: ReviewsQuery, change: Partial<Record<keyof ReviewsQuery, string | null>>) =>
  withQuery('/reviews', { view: query.view === 'due' ? null : query.view, team: query.team }, change)

export default pageDoor(async function Reviews({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const query = reviewsQuery.parse(await searchParams)
  const page = await getReviewsPage(viewer, query)
  const { totals } = page
  const counts = { due: totals.systems, running: totals.running, finished: totals.finished, all: undefined }
  return (
    <>
      <PageHeader
        meta={page.quarterName}
        headline={page.headline}
        actions={
          <LinkButton href="/reviews/new" variant="primary">
            Start a review
          </LinkButton>
        }
      />
      <progress
        className="review-progress"
        max={Math.max(1, totals.systems)}
        value={totals.finishedThisQuarter}
        aria-label={`Systems reviewed in ${page.quarterName}`}
      >
        {totals.finishedThisQuarter} of {totals.systems}
      </progress>
      <ViewTabs
        label="Views"
        tabs={(['due', 'running', 'finished', 'all'] as const).map((view) => ({
          href: addressOf(query, { view: view === 'due' ? null : view, page: null }),
          label: labels[view],
          ...(counts[view] === undefined ? {} : { count: counts[view] }),
          isCurrent: view === query.view,
        }))}
      />
      <TeamFilter page={page} />
      <Lists page={page} zone={viewer.timeZone} />
      <Pager page={query.page} pages={page.pages} hrefOf={(to) => addressOf(query, { page: String(to) })} />
    </>
  )
})

/** Whose systems are looked at; links, so that it works without a script and can be sent. */
function TeamFilter({ page: { teams, query } }: { page: ReviewsPage }) {
  if (teams.length === 0) return null
  const choices = [{ id: null, name: 'All teams' }, ...teams]
  return (
    <p className="team-filter small noprint">
      {choices.map(({ id, name }) => (
        <Link
          key={id ?? 'all'}
          href={addressOf(query, { team: id, page: null })}
          prefetch={false}
          aria-current={query.team === id ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
    </p>
  )
}

function Lists({ page, zone }: { page: ReviewsPage; zone: string }) {
  const { query, due, running, finished, now } = page
  const time = { zone, now }
  const shows = (view: ReviewsQuery['view']) => query.view === view || query.view === 'all'
  return (
    <>
      {shows('running') &&
        (running.length > 0 ? (
          <RunningTable rows={running} {...time} />
        ) : (
          <EmptyState title="No review is under way.">
            The next one begins by itself seven days before a system is due, or when you start it.
          </EmptyState>
        ))}
      {shows('due') &&
        (due.length > 0 ? (
          <DueTable rows={due} {...time} />
        ) : (
          <EmptyState title="No system is here to be reviewed." />
        ))}
      {shows('finished') &&
        (finished.length > 0 ? (
          <FinishedTable rows={finished} {...time} />
        ) : (
          <EmptyState title="No review was closed yet.">
            A closed review is frozen with its answers, evidence and signatures, and each later one is
            compared with it.
          </EmptyState>
        ))}
    </>
  )
}
