import Link from 'next/link'
import { Moment } from '@/components/ui/moment'
import type { EvidenceView } from '@/lib/evidence/view'
import { evidenceKindNames } from '@/lib/evidence/view'

interface EvidenceListProps {
  evidence: readonly EvidenceView[]
  zone: string
  now: string
  /** Shown when there is none; nothing by default. */
  none?: string
}

/** Pieces of evidence, each a link to its own page, with kind, age and whether it still counts. */
export function EvidenceList({ evidence, zone, now, none }: EvidenceListProps) {
  if (evidence.length === 0) return none === undefined ? null : <p className="muted">{none}</p>
  return (
    <ul className="evidence-list">
      {evidence.map((piece) => (
        <li key={piece.id}>
          <Link href={`/evidence/${piece.id}`} prefetch={false}>
            {piece.title}
          </Link>{' '}
          <span className="muted small">
            {evidenceKindNames[piece.kind]}, <Moment at={piece.capturedAt} zone={zone} now={now} />
            {piece.capturedBy && ` by ${piece.capturedBy}`}
            {piece.supersededById !== null && ', replaced'}
            {piece.supersededById === null && piece.isExpired && ', expired'}
          </span>
        </li>
      ))}
    </ul>
  )
}
