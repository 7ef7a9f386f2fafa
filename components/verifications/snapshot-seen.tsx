import { Moment } from '@/components/ui/moment'
import { formatExact } from '@/lib/format/moment'
import type { SnapshotView } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'

interface SnapshotSeenProps {
  snapshot: SnapshotView
  zone: string
  /** Left out: the moment is told exactly, as a record wants it. */
  now?: string
}

/** What was seen when a snapshot was taken, place by place. */
export function SnapshotSeen({ snapshot, zone, now }: SnapshotSeenProps) {
  if (!snapshot.takenAt) return null
  return (
    <>
      <p className="muted small">
        Taken{' '}
        {now === undefined ? (
          <time dateTime={snapshot.takenAt}>{formatExact(new Date(snapshot.takenAt), zone)}</time>
        ) : (
          <Moment at={snapshot.takenAt} zone={zone} now={now} />
        )}
      </p>
      <ul className="guided-seen">
        {snapshot.seen.map((place) => (
          <li key={`${place.area} ${place.name}`} className={place.isUnknown ? 'guided-unknown' : undefined}>
            <span className="guided-name">
              {areaQuestions[place.area].title}: {place.name}
            </span>
            <span>{place.sentence}</span>
            <span className="muted small">{place.place}</span>
          </li>
        ))}
      </ul>
      {snapshot.warnings.map((warning) => (
        <p key={warning} className="guided-warning">
          {warning}
        </p>
      ))}
    </>
  )
}
