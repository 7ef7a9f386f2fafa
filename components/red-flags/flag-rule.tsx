import type { FlagView } from '@/lib/red-flags/view'

/** A rule in plain words: what is claimed, what would prove it, when it is raised with the numbers that apply. */
export function FlagRule({ flag }: { flag: FlagView }) {
  return (
    <dl className="terms">
      <div>
        <dt>Claim</dt>
        <dd>{flag.claim}</dd>
      </div>
      <div>
        <dt>Proof</dt>
        <dd>{flag.proof}</dd>
      </div>
      <div>
        <dt>Raised when one holds</dt>
        <dd>
          <ul className="flag-list">
            {flag.statements.map(({ key, says }) => (
              <li key={key}>{says}.</li>
            ))}
          </ul>
        </dd>
      </div>
      {flag.leftOut.length > 0 && (
        <div>
          <dt>Not judged yet</dt>
          <dd>
            <ul className="flag-list">
              {flag.leftOut.map(({ clause, why }) => (
                <li key={clause}>
                  {clause}: {why}.
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      <div>
        <dt>What clears it</dt>
        <dd>{flag.clears}</dd>
      </div>
      <div>
        <dt>Its finding</dt>
        <dd>Severity {flag.severity}; it belongs to the owner of the system.</dd>
      </div>
    </dl>
  )
}
