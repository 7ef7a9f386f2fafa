import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { Verdict } from '@/lib/checks/verdict'
import { formatMeasure } from '@/lib/format/measure'
import type { RunLine } from '@/lib/overview/view'
import { VerdictBadge } from './verdict-badge'

const columns = [
  { key: 'when', title: 'When' },
  { key: 'verdict', title: 'Verdict' },
  { key: 'reason', title: 'What it said' },
  { key: 'value', title: 'Value', align: 'right' as const },
  { key: 'took', title: 'Took', align: 'right' as const },
]

const triggers: Readonly<Record<string, string>> = {
  manual: ' · by hand',
  missed: ' · nobody ran it',
  schedule: '',
}

const hasFacts = (evidence: RunLine['evidence']) =>
  evidence !== null && typeof evidence === 'object' && Object.keys(evidence).length > 0

/** The latest runs, newest first; the newest with everything it saw. */
export function RunsTable({ runs, zone }: { runs: readonly RunLine[]; zone: string }) {
  const evidence = runs[0]?.evidence ?? null
  return (
    <>
      <DataTable caption="Latest runs, newest first" columns={columns}>
        {runs.map((run) => (
          <tr key={run.scheduledFor}>
            <th scope="row" className="font-normal">
              <Moment at={run.scheduledFor} zone={zone} />
              <span className="muted small">{triggers[run.trigger] ?? ''}</span>
            </th>
            <Cell label="Verdict" lead>
              <VerdictBadge verdict={run.verdict as Verdict} />
            </Cell>
            <td className="reason">{run.reason}</td>
            <Cell label="Value" align="right">
              {run.value === null ? <span className="muted">—</span> : formatMeasure(run.value, run.unit)}
            </Cell>
            <Cell label="Took" align="right">
              {run.trigger === 'missed' ? (
                <span className="muted">—</span>
              ) : (
                formatMeasure(run.durationMs, 'ms')
              )}
            </Cell>
          </tr>
        ))}
      </DataTable>
      {hasFacts(evidence) && (
        <details className="disclosure">
          <summary>Evidence of the newest run</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre tabIndex={0}>{JSON.stringify(evidence, null, 2)}</pre>
        </details>
      )}
    </>
  )
}
