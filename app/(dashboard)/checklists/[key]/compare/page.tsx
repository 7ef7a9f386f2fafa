import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ComparePicker } from '@/components/checklists/compare-picker'
import { Comparison } from '@/components/checklists/comparison'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { getComparison } from '@/lib/checklists/draft-service'
import { comparisonQuery } from '@/lib/checklists/form-schema'
import { comparisonWords } from '@/lib/checklists/sentences'
import { getNewestVersions } from '@/lib/checklists/service'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Versions of ${(await params).key}` }
}

export default pageDoor(async function ComparePage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { key } = await params
  const asked = comparisonQuery.parse(await searchParams)
  const newest = await getNewestVersions(viewer, key)
  const page = await getComparison(viewer, key, {
    from: asked.from ?? newest.before,
    to: asked.to ?? newest.last,
  })
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/checklists">Checklists</Link> · <Link href={`/checklists/${key}`}>{page.title}</Link>
          </>
        }
        headline={
          page.comparison && page.from === page.to
            ? `Version ${page.to}, compared with itself`
            : page.comparison
              ? `Version ${page.to} ${comparisonWords(page.comparison)}, against version ${page.from}`
              : 'These two cannot be compared'
        }
        lead={
          page.comparison ? `${page.comparison.unchanged} questions are word for word the same.` : undefined
        }
      />
      <ComparePicker page={page} />
      {page.comparison ? (
        <Comparison comparison={page.comparison} />
      ) : (
        <EmptyState title="One of them is a draft whose text has errors.">
          Mend the draft, then compare again.
        </EmptyState>
      )}
    </>
  )
})
