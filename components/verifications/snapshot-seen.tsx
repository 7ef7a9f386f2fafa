import { Moment } from '@/components/ui/moment'
import type { SnapshotView } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'

interface SnapshotSeenProps {
  snapshot: SnapshotView
  zone: string
  /** Left out: the moment is told as a date, as a record wants it. */
  now?: string
}

/** What was seen when a snapshot was taken, place by place. */
export function SnapshotSeen({ snapshot, ...shown }: SnapshotSeenProps) {
  if (!snapshot.takenAt) return null
  return (
    <>
      <p className="muted small">
        Taken <Moment at={snapshot.takenAt} {...shown} />
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
