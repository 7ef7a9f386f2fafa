import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { AcceptedTable } from '@/components/verifications/accepted-table'
import { AreaResults } from '@/components/verifications/area-results'
import { SnapshotSeen } from '@/components/verifications/snapshot-seen'
import { getSystemHead } from '@/lib/overview/service'
import { getSigned } from '@/lib/verifications/guided-pages-service'

interface Props {
  params: Promise<{ id: string; guidedId: string }>
}

export const metadata: Metadata = { title: 'Signed verification' }

export default pageDoor(async function SignedPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, guidedId } = await params
  const { reading } = await getSystemHead(viewer, id)
  const { guided, signature, isIntact } = await getSigned(viewer, { systemId: id, id: guidedId })
  const shown = { zone: viewer.timeZone, now: reading.now }
  const { comparison, before, after } = guided
  return (
    <>
      <title>{`${guided.title}, signed · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}/proofs/migrations/guided/${guidedId}`} prefetch={false}>
              {guided.title}
            </Link>{' '}
            · {guided.systemName}
          </>
        }
        headline={comparison?.headline ?? guided.headline}
        lead={guided.statement || undefined}
      />
      {!isIntact && (
        <FormMessage>
          What is stored does not fit its signature any more: it was changed in the database. It proves
          nothing.
        </FormMessage>
      )}
      {comparison && <AreaResults areas={comparison.areas} path={null} />}
      {guided.accepted.length > 0 && (
        <Section title="May differ" count={guided.accepted.length}>
          <AcceptedTable accepted={guided.accepted} ids={null} />
        </Section>
      )}
      <div className="guided-sides">
        {before && (
          <Section title="Before">
            <SnapshotSeen snapshot={before} {...shown} />
          </Section>
        )}
        {after && (
          <Section title="After">
            <SnapshotSeen snapshot={after} {...shown} />
          </Section>
        )}
      </div>
      <Section title="Signature">
        <p>
          {guided.signedBy ?? 'Somebody who has left'}
          {guided.signedAt && (
            <>
              , <Moment at={guided.signedAt} {...shown} />
            </>
          )}
        </p>
        <p className="muted small guided-key">SHA-256 {signature}</p>
      </Section>
    </>
  )
})
