import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { AcceptDifferences } from '@/components/verifications/accept-form'
import { DifferenceFilters } from '@/components/verifications/difference-filters'
import { DifferenceTable } from '@/components/verifications/difference-table'
import { countedDifferences } from '@/components/verifications/kind-words'
import { listDifferences } from '@/lib/verifications/differences-service'
import { getGuided } from '@/lib/verifications/guided-pages-service'
import { type DifferenceFilter, differenceFilter } from '@/lib/verifications/guided-schema'
import { acceptDifferencesAction } from '../../actions'

interface Props {
  params: Promise<{ id: string; guidedId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Differences' }

const query = differenceFilter.extend({
  comparison: z.uuid().nullable().catch(null).default(null),
  pattern: z.string().max(1_000).catch('').default(''),
  covers: z.coerce.number().int().min(1).optional().catch(undefined),
})

export default pageDoor(async function DifferencesPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id, guidedId } = await params
  const { comparison, pattern, covers, ...filter } = query.parse(await searchParams)
  const at = { systemId: id, id: guidedId }
  const guided = await getGuided(viewer, at)
  const differences = await listDifferences(viewer, { ...at, comparisonId: comparison }, filter)
  const guidedPath = `/systems/${id}/proofs/migrations/guided/${guidedId}`
  const path = `${guidedPath}/differences`
  const kept = { area: filter.area, kind: filter.kind, accepted: filter.accepted, comparison }
  const mayAccept = guided.editable && guided.next === 'sign' && comparison === null
  const ofComparison = comparison ? `?comparison=${comparison}` : ''
  return (
    <>
      <title>{`Differences of ${guided.title} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <Link href={guidedPath} prefetch={false}>
            {guided.title}
          </Link>
        }
        headline={headlineOf(differences.total, filter)}
        actions={
          <LinkButton href={`/api/systems/${id}/verifications/${guidedId}/differences${ofComparison}`}>
            All as CSV
          </LinkButton>
        }
      />
      <FormMessage tone="ok">{covers && `Accepted: ${countedDifferences(covers)}.`}</FormMessage>
      <DifferenceFilters path={path} filter={filter} />
      {differences.total === 0 ? (
        <Nothing filter={filter} guidedPath={guidedPath} mayAccept={mayAccept} />
      ) : (
        <DifferenceTable rows={differences.rows} path={path} filter={kept} mayAccept={mayAccept} />
      )}
      <Pager
        page={differences.page}
        pages={differences.pages}
        hrefOf={(to) => withQuery(path, kept, { page: to > 1 ? String(to) : null })}
      />
      {mayAccept && differences.total > 0 && (
        <Section title="Accept what may differ" id="accept" isForScreen>
          <AcceptDifferences
            key={pattern}
            ids={at}
            pattern={pattern}
            area={filter.area ?? ''}
            kind={filter.kind ?? ''}
            action={acceptDifferencesAction}
          />
        </Section>
      )}
    </>
  )
})

/** An empty list: because nothing is open any more, or because of the filter. */
function Nothing({
  filter,
  guidedPath,
  mayAccept,
}: {
  filter: DifferenceFilter
  guidedPath: string
  mayAccept: boolean
}) {
  if (filter.accepted !== 'open' || filter.area || filter.kind)
    return (
      <EmptyState title="Nothing fits this filter.">
        Take the filter back to see everything that differs.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing is open.">
      What differs was accepted with a reason.{' '}
      {mayAccept && (
        <Link href={`${guidedPath}#sign`} prefetch={false}>
          Sign it
        </Link>
      )}
    </EmptyState>
  )
}

function headlineOf(total: number, { accepted }: { accepted: string | null }): string {
  const which =
    accepted === 'open'
      ? 'that nobody accepted'
      : accepted === 'accepted'
        ? 'that may be'
        : 'between before and after'
  if (total === 0) return `No difference ${which}`
  return `${countedDifferences(total)} ${which}`
}
