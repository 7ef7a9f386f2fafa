import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AuditTable } from '@/components/auth/audit-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { checkAuditChain, readAudit } from '@/lib/auth/audit-service'
import { chainSentence } from '@/lib/auth/chain-sentence'

export const metadata: Metadata = { title: 'Audit log' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function AuditPage({ searchParams }: { searchParams: Search }) {
  const { before, chain } = await searchParams
  const viewer = await requireViewer()
  const cursor = typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : null
  const page = await readAudit(viewer, { before: cursor })
  const state = await checkAuditChain(viewer, { whole: chain === 'whole' })
  return (
    <>
      <PageHeader
        meta={`Times in ${viewer.timeZone}`}
        headline={state.intact ? 'The audit log is unbroken' : 'The audit log was tampered with'}
        lead={chainSentence(state)}
        actions={
          !state.whole && <LinkButton href="/admin/audit?chain=whole">Verify the whole log</LinkButton>
        }
      />
      <Section title={cursor === null ? 'Newest entries' : 'Older entries'} id="entries">
        {page.entries.length === 0 ? (
          <EmptyState title="There are no older entries." />
        ) : (
          <AuditTable entries={page.entries} zone={viewer.timeZone} />
        )}
        <p className="foot">
          <span>
            Every change is written in the same transaction as the change itself, and never altered.
          </span>
          <span className="pager">
            {cursor !== null && (
              <Link href="/admin/audit" prefetch={false}>
                Newest
              </Link>
            )}
            {page.older !== null && (
              <Link href={`/admin/audit?before=${page.older}`} prefetch={false}>
                Older
              </Link>
            )}
          </span>
        </p>
      </Section>
    </>
  )
})
