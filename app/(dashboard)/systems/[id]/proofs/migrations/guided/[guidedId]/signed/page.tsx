import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { AcceptedTable } from '@/components/verifications/accepted-table'
import { AreaResults } from '@/components/verifications/area-results'
import { SnapshotSeen } from '@/components/verifications/snapshot-seen'
import { formatNumber } from '@/lib/format/measure'
import { formatExact } from '@/lib/format/moment'
import { getSigned } from '@/lib/verifications/guided-pages-service'

interface Props {
  params: Promise<{ id: string; guidedId: string }>
}

export const metadata: Metadata = { title: 'Signed verification' }

export default pageDoor(async function SignedPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, guidedId } = await params
  const { guided, signature, payload, isIntact } = await getSigned(viewer, { systemId: id, id: guidedId })
  const zone = viewer.timeZone
  const { comparison, before, after } = guided
  const path = `/systems/${id}/proofs/migrations/guided/${guidedId}`
  return (
    <>
      <title>{`${guided.title}, signed · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href={path} prefetch={false}>
              {guided.title}
            </Link>{' '}
            · {guided.systemName}
            {guided.migratedAt && <> · moved {exact(guided.migratedAt, zone)}</>}
          </>
        }
        headline={comparison?.headline ?? guided.headline}
        lead={guided.statement || undefined}
        actions={
          comparison !== null &&
          comparison.differences > 0 && <LinkButton href={`${path}/differences`}>All differences</LinkButton>
        }
      />
      {!isIntact && (
        <FormMessage>
          What is stored does not fit its signature any more: it was changed in the database. It proves
          nothing.
        </FormMessage>
      )}
      {comparison && (
        <Section title="What was compared">
          <AreaResults areas={comparison.areas} path={null} />
          {comparison.open > 0 && (
            <p className="guided-warning">
              {formatNumber(comparison.open)} {comparison.open === 1 ? 'difference was' : 'differences were'}{' '}
              open when it was signed, and {comparison.open === 1 ? 'stays a finding' : 'stay findings'} until
              nothing differs any more.
            </p>
          )}
        </Section>
      )}
      {guided.accepted.length > 0 && (
        <Section title="May differ" count={guided.accepted.length}>
          <AcceptedTable accepted={guided.accepted} ids={null} />
        </Section>
      )}
      <div className="guided-sides">
        {before && (
          <Section title="Before">
            <div className="sec-body">
              <SnapshotSeen snapshot={before} zone={zone} />
            </div>
          </Section>
        )}
        {after && (
          <Section title="After">
            <div className="sec-body">
              <SnapshotSeen snapshot={after} zone={zone} />
            </div>
          </Section>
        )}
      </div>
      <Section title="Signature">
        <div className="sec-body guided-signature">
          <p>
            <strong>{guided.signedBy ?? 'Somebody who has left'}</strong>
            {guided.signedAt && <>, {exact(guided.signedAt, zone)}</>}
          </p>
          <p className="muted small guided-key">SHA-256 {signature}</p>
          <details className="disclosure noprint">
            <summary>The text that was signed</summary>
            <p className="sec-note">
              Saved as it stands, without a line feed at its end, sha256sum gives the number above: nothing in
              it was changed since.
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
            <pre className="guided-payload" tabIndex={0}>
              {payload}
            </pre>
          </details>
        </div>
      </Section>
    </>
  )
})

const exact = (at: string, zone: string) => <time dateTime={at}>{formatExact(new Date(at), zone)}</time>
