import { EvidenceList } from '@/components/evidence/evidence-list'
import { Moment } from '@/components/ui/moment'
import type { EvidenceView } from '@/lib/evidence/view'
import type { OccurrenceRecord as Recorded } from '@/lib/tasks/task-view'
import { measureText } from './measure-text'
import { minutesText } from './tick-without-work'

/** What was recorded of one period that is over. */
export function OccurrenceRecord({
  row,
  evidence,
  zone,
  now,
}: {
  row: Recorded
  evidence: readonly EvidenceView[]
  zone: string
  now: string
}) {
  const minutes = minutesText(row.minutes, row.expectedMinutes)
  const said = row.note ?? row.skipReason
  return (
    <dl className="terms">
      {row.finishedAt && (
        <div>
          <dt>{row.status === 'skipped' ? 'Skipped' : 'Done'}</dt>
          <dd>
            <Moment at={row.finishedAt} zone={zone} /> by{' '}
            {row.provenBy ? `the check ${row.provenBy.name}` : (row.finishedBy?.name ?? 'a former user')}
            {row.onTime === false && row.status !== 'skipped' && ', after its deadline'}
          </dd>
        </div>
      )}
      {row.measure !== null && (
        <div>
          <dt>{row.measureLabel ?? 'Number'}</dt>
          <dd className="num">{measureText(row.measure, row.measureUnit)}</dd>
        </div>
      )}
      {minutes && (
        <div>
          <dt>Time spent</dt>
          <dd className="num">{minutes}</dd>
        </div>
      )}
      {said && (
        <div>
          <dt>{row.skipReason ? 'Why not' : 'Note'}</dt>
          <dd className="stored-text">{said}</dd>
        </div>
      )}
      <div>
        <dt>Evidence</dt>
        <dd>
          <EvidenceList evidence={evidence} zone={zone} now={now} none="None was attached." />
        </dd>
      </div>
    </dl>
  )
}
