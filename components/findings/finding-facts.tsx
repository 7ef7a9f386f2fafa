import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Moment } from '@/components/ui/moment'
import type { Verdict } from '@/lib/checks/verdict'
import { type FindingDetail, stateNames } from '@/lib/findings/view'
import { DueText } from './due-text'
import { kindNames, originNames } from './finding-words'
import { SeverityMark } from './severity-mark'

/** The facts of a finding in one line each. */
export function FindingFacts({ finding, zone }: { finding: FindingDetail; zone: string }) {
  return (
    <dl className="facts">
      <div>
        <dt>Severity</dt>
        <dd>
          <SeverityMark severity={finding.severity} />
        </dd>
      </div>
      {finding.origin !== 'check' && (
        <>
          <div>
            <dt>Kind</dt>
            <dd>{kindNames[finding.kind] ?? finding.kind}</dd>
          </div>
          <div>
            <dt>Found by</dt>
            <dd>{originNames[finding.origin] ?? finding.origin}</dd>
          </div>
        </>
      )}
      <div>
        <dt>State</dt>
        <dd>{stateNames[finding.state]}</dd>
      </div>
      <div>
        <dt>Owner</dt>
        <dd>{finding.ownerName ?? 'Nobody'}</dd>
      </div>
      <div>
        <dt>Due</dt>
        <dd>
          <DueText row={finding} zone={zone} at={finding.at} />
          {finding.dueMovedCount > 0 && (
            <span className="muted">
              {' '}
              · moved {finding.dueMovedCount === 1 ? 'once' : `${finding.dueMovedCount} times`}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>
          <Moment at={finding.firstSeen} zone={zone} now={finding.at} />
        </dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <Moment at={finding.lastSeen} zone={zone} now={finding.at} />
        </dd>
      </div>
      {finding.check && (
        <div>
          <dt>Check now</dt>
          <dd>
            <VerdictBadge verdict={finding.check.verdict as Verdict} />
          </dd>
        </div>
      )}
      {finding.duplicates.length > 0 && (
        <div>
          <dt>Duplicates</dt>
          <dd>
            {finding.duplicates.map(({ number, title }, index) => (
              <span key={number}>
                {index > 0 && ', '}
                <a href={`/findings/${number}`} title={title}>
                  F-{number}
                </a>
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  )
}
