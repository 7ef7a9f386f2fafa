import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Moment } from '@/components/ui/moment'
import { formatDuration } from '@/lib/format/moment'
import { detectionNames, type IncidentPage } from '@/lib/incidents/view'

/** The facts of an incident in one line each. */
export function IncidentFacts({ incident, zone }: { incident: IncidentPage; zone: string }) {
  const { now, finding, alert } = incident
  const moments = [
    ['Began', incident.startedAt],
    ['Noticed', incident.detectedAt],
    ['Over', incident.endedAt],
  ] as const
  return (
    <dl className="facts">
      <div>
        <dt>State</dt>
        <dd>
          {incident.state === 'closed' ? 'Closed' : 'Open'}
          {incident.closedAt && (
            <span className="muted">
              {' '}
              by {incident.closedBy ?? 'somebody'}, <Moment at={incident.closedAt} zone={zone} now={now} />
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Severity</dt>
        <dd>
          <SeverityMark severity={incident.severity} />
        </dd>
      </div>
      {moments.map(([label, at]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{at ? <Moment at={at} zone={zone} /> : 'It goes on'}</dd>
        </div>
      ))}
      <div>
        <dt>Noticed by</dt>
        <dd>{detectionNames[incident.detectedBy]}</dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>{costOf(incident)}</dd>
      </div>
      {(finding || alert) && (
        <div>
          <dt>Started from</dt>
          <dd>
            {finding && (
              <Link href={`/findings/${finding.number}`} prefetch={false}>
                F-{finding.number}
              </Link>
            )}
            {alert && (
              <Link href={`/systems/${incident.system.id}/proofs/alerts`} prefetch={false}>
                alert {alert.rule}
              </Link>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>Written down</dt>
        <dd>
          by {incident.recordedBy ?? 'somebody'}, <Moment at={incident.recordedAt} zone={zone} now={now} />
        </dd>
      </div>
    </dl>
  )
}

function costOf({ costMinutes, cost }: IncidentPage): string {
  const work = costMinutes === null ? '' : `${formatDuration(costMinutes * 60)} of work`
  return [work, cost].filter(Boolean).join('; ') || 'Not known'
}
