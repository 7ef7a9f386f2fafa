import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ComparisonView } from '@/components/reviews/comparison-view'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { getComparison } from '@/lib/reviews/milestone-service'
import { compareQuery } from '@/lib/reviews/schema'

export const metadata: Metadata = { title: 'Compare reviews' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function ComparePage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const { a, b } = compareQuery.parse(await searchParams)
  if (!a || !b)
    return (
      <>
        <PageHeader meta={<Link href="/reviews">Reviews</Link>} headline="Two closed reviews, side by side" />
        <EmptyState title="Choose two closed reviews.">
          The list of <Link href="/reviews?view=finished">closed reviews</Link> compares each with the one
          before; the page of a system lets you choose any two.
        </EmptyState>
      </>
    )
  return <ComparisonView comparison={await getComparison(viewer, a, b)} zone={viewer.timeZone} />
})
