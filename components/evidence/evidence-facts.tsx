import Link from 'next/link'
import { Moment } from '@/components/ui/moment'
import type { EvidenceDetail } from '@/lib/evidence/view'
import { formatMeasure } from '@/lib/format/measure'

/** Who captured it, when, until when it counts, and the hash by which anybody can compare it. */
export function EvidenceFacts({ evidence, zone }: { evidence: EvidenceDetail; zone: string }) {
  const { capturedAt, capturedBy, validUntil, byteSize, mediaType, sha256, supersedes, now } = evidence
  return (
    <dl className="facts">
      <div>
        <dt>Captured</dt>
        <dd>
          <Moment at={capturedAt} zone={zone} now={now} /> by {capturedBy ?? 'Wheeltapper'}
        </dd>
      </div>
      <div>
        <dt>Counts until</dt>
        <dd>{validUntil ? <Moment at={validUntil} zone={zone} /> : 'No end'}</dd>
      </div>
      {byteSize !== null && (
        <div>
          <dt>File</dt>
          <dd>
            {formatMeasure(byteSize, 'B')}, {mediaType}
          </dd>
        </div>
      )}
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code className="small">{sha256}</code>
        </dd>
      </div>
      {supersedes.length > 0 && (
        <div>
          <dt>Replaces</dt>
          <dd>
            {supersedes.map(({ id, title }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`/evidence/${id}`} prefetch={false}>
                  {title}
                </Link>
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  )
}
