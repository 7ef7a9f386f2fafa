import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { SystemTable, WalkthroughTable } from '@/components/walkthroughs/walkthrough-table'
import { getWalkthroughs } from '@/lib/walkthroughs/list-service'
import { type WalkthroughsQuery, walkthroughsQuery } from '@/lib/walkthroughs/schema'
import type { WalkthroughsPage } from '@/lib/walkthroughs/view'

export const metadata: Metadata = { title: 'Walkthroughs' }

type Search = Promise<Record<string, string | string[] | undefined>>

const labels = { running: 'Under way', completed: 'Completed', systems: 'By system' } as const

const addressOf = (view: WalkthroughsQuery['view'], page?: number) =>
  withQuery('/walkthroughs', { view: view === 'running' ? null : view }, page ? { page: String(page) } : {})

export default pageDoor(async function Walkthroughs({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const query = walkthroughsQuery.parse(await searchParams)
  const page = await getWalkthroughs(viewer, query)
  const [mine] = page.own
  return (
    <>
      <PageHeader
        headline={page.headline}
        lead="Seven chapters and eight questions from live data, about 20 minutes. What cannot be found becomes a finding."
        {...(mine
          ? {
              actions: (
                <LinkButton href={`/walkthroughs/${mine.systemId}`} variant="primary">
                  {mine.state === 'assigned' ? 'Begin yours' : 'Go on with yours'}
                </LinkButton>
              ),
            }
          : {})}
      />
      {page.own.length > 1 && (
        <Section title="Yours" id="yours" count={page.own.length}>
          <WalkthroughTable rows={page.own} zone={viewer.timeZone} now={page.now} />
        </Section>
      )}
      <ViewTabs
        label="Views"
        tabs={(['running', 'completed', 'systems'] as const).map((view) => ({
          href: addressOf(view),
          label: labels[view],
          count: page.counts[view],
          isCurrent: view === query.view,
        }))}
      />
      <List page={page} view={query.view} zone={viewer.timeZone} />
      <Pager page={page.page} pages={page.pages} hrefOf={(to) => addressOf(query.view, to)} />
    </>
  )
})

function List({
  page,
  view,
  zone,
}: {
  page: WalkthroughsPage
  view: WalkthroughsQuery['view']
  zone: string
}) {
  if (view === 'systems')
    return page.systems.length > 0 ? (
      <SystemTable rows={page.systems} />
    ) : (
      <EmptyState
        title="There is no system yet."
        actions={<LinkButton href="/systems/new">Add a system</LinkButton>}
      />
    )
  if (page.lines.length > 0) return <WalkthroughTable rows={page.lines} zone={zone} now={page.now} />
  return (
    <EmptyState
      title={view === 'running' ? 'No walkthrough is under way.' : 'Nobody has completed a walkthrough yet.'}
      actions={<LinkButton href={addressOf('systems')}>Choose a system</LinkButton>}
    >
      Choose a system that you never worked on, or ask the newest colleague: they see what others stopped
      seeing.
    </EmptyState>
  )
}
