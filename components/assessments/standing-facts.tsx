import Link from 'next/link'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Moment } from '@/components/ui/moment'
import type { ControlView } from '@/lib/assessments/view'
import { ControlBadge, freshnessWords } from './control-badge'

const sources = { auto: 'The data', manual: 'A person', carried: 'A person, in an earlier version' } as const

/** How a control stands: answer, source, age, end, finding. */
export function StandingFacts({ view, zone }: { view: ControlView; zone: string }) {
  const { line, now } = view
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Now</dt>
          <dd>
            <ControlBadge line={line} />
          </dd>
        </div>
        <div>
          <dt>Severity</dt>
          <dd>
            <SeverityMark severity={line.severity} />
          </dd>
        </div>
        {line.source !== null && line.answeredAt !== null && (
          <>
            <div>
              <dt>Answered by</dt>
              <dd>
                {line.answeredBy ?? sources[line.source]},{' '}
                <Moment at={line.answeredAt} zone={zone} now={now} />
              </dd>
            </div>
            {line.source !== 'auto' && line.validUntil !== null && (
              <div>
                <dt>Counts until</dt>
                <dd>
                  <Moment at={line.validUntil} zone={zone} />
                  {line.freshness !== 'fresh' && ` (${freshnessWords[line.freshness]})`}
                </dd>
              </div>
            )}
          </>
        )}
        {line.findingNumber !== null && (
          <div>
            <dt>Finding</dt>
            <dd>
              <Link href={`/findings/${line.findingNumber}`} prefetch={false}>
                F-{line.findingNumber}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      {line.source !== null && line.source !== 'auto' && (
        <div className="evidence standing">
          <p>
            <strong>Answer</strong> {line.statement}
          </p>
          {view.note && <p className="evidence-note">{view.note}</p>}
          {line.isReworded && (
            <p className="muted">
              The question meant something else then: the answer does not count any more.
            </p>
          )}
          <EvidenceList evidence={view.evidence} zone={zone} now={now} />
        </div>
      )}
    </>
  )
}
