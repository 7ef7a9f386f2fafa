import { VerdictBadge } from '@/components/checks/verdict-badge'
import { InlineCode } from '@/components/ui/inline-code'
import { formatMeasure } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import type { ProposalView, TrialView } from '@/lib/trials/view'

/** The checks that fit one target, each with a box and what it says right now. */
export function ProposalTable({
  target,
  pending,
}: {
  target: TrialView['targets'][number]
  pending: boolean
}) {
  return (
    <fieldset className="proposals">
      <legend>
        <code>{target.address}</code>
      </legend>
      <ul className="rows">
        {target.checks.map((check) => (
          <Proposal key={check.key} check={check} pending={pending} />
        ))}
      </ul>
    </fieldset>
  )
}

function Proposal({ check, pending }: { check: ProposalView; pending: boolean }) {
  const { key, title, proves, remediation, ticked, result, intervalSeconds } = check
  return (
    <li className="proposal">
      <label className="choice">
        <input key={String(ticked)} type="checkbox" name="checks[]" value={key} defaultChecked={ticked} />
        <span>
          <strong>{title}</strong>{' '}
          <span className="muted small">every {formatDuration(intervalSeconds)}</span>
          <span className="row-why block">
            <InlineCode text={result?.reason ?? proves} />
          </span>
        </span>
      </label>
      <div className="proposal-live">
        <Live check={check} pending={pending} />
      </div>
      {(result?.verdict === 'warn' || result?.verdict === 'fail') && (
        <details className="disclosure">
          <summary>What to do</summary>
          <p className="prose">
            <InlineCode text={remediation} />
          </p>
        </details>
      )}
    </li>
  )
}

function Live({ check: { result, needsHistory }, pending }: { check: ProposalView; pending: boolean }) {
  if (result === null) return <VerdictBadge verdict="never" word={pending ? 'Testing …' : 'Not tried'} />
  if (needsHistory) return <VerdictBadge verdict="never" word="Needs history" />
  return (
    <>
      <VerdictBadge verdict={result.verdict} />
      {result.value !== null && <span className="num small">{formatMeasure(result.value, result.unit)}</span>}
      {result.thresholds.warn !== null && result.thresholds.fail !== null && (
        <span className="muted small num">
          warns at {formatMeasure(result.thresholds.warn, result.unit)}, fails at{' '}
          {formatMeasure(result.thresholds.fail, result.unit)}
        </span>
      )}
    </>
  )
}
