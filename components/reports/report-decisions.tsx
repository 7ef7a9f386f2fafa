import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { ReportDecision, ReportDocument } from '@/lib/reports/report-document'
import { ClaimText } from './claim-text'

const columns = [
  { key: 'ask', title: 'Decision' },
  { key: 'why', title: 'Why now' },
  { key: 'person', title: 'Who' },
  { key: 'by', title: 'By' },
]

/** More than these go to a second sheet. */
const onFirstPage = 5

/** What only a person can decide, first of all sections; it opens at the decision itself. */
export function ReportDecisions({ document, linked }: { document: ReportDocument; linked: boolean }) {
  const { decisions, decisionsLead } = document
  const first = decisions.slice(0, onFirstPage)
  const later = decisions.slice(onFirstPage)
  return (
    <Section title="Decisions we need from you" id="decisions" count={decisions.length}>
      <p className="sec-note">
        <ClaimText {...decisionsLead} linked={linked} />
      </p>
      {first.length > 0 && (
        <Decisions decisions={first} linked={linked} caption="Decisions, most pressing first" />
      )}
      {later.length > 0 && (
        <details className="disclosure noprint">
          <summary>
            {later.length} more {later.length === 1 ? 'decision' : 'decisions'}
          </summary>
          <Decisions decisions={later} linked={linked} caption="Further decisions" />
        </details>
      )}
    </Section>
  )
}

/** The second sheet of paper: the decisions that the first one has no room for. A screen has them in their section. */
export function ReportAppendix({
  document: { decisions },
  linked,
}: {
  document: ReportDocument
  linked: boolean
}) {
  const later = decisions.slice(onFirstPage)
  if (later.length === 0) return null
  return (
    <div className="report-appendix">
      <Section title="Further decisions" id="further-decisions" count={later.length}>
        <Decisions
          decisions={later}
          linked={linked}
          caption="Decisions that the first sheet has no room for"
        />
      </Section>
    </div>
  )
}

function Decisions({
  decisions,
  linked,
  caption,
}: {
  decisions: readonly ReportDecision[]
  linked: boolean
  caption: string
}) {
  return (
    <DataTable caption={caption} columns={columns}>
      {decisions.map((decision) => (
        <tr key={`${decision.href} ${decision.ask}`} data-row>
          <th scope="row">
            <ClaimText text={decision.ask} href={decision.href} linked={linked} />
          </th>
          <Cell label="Why now">{decision.why}</Cell>
          <Cell label="Who">{decision.person}</Cell>
          <Cell label="By" short>
            {decision.by}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
