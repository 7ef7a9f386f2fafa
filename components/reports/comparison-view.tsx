import Link from 'next/link'
import { type Shape, StateShape } from '@/components/checks/state-shape'
import { Cell, DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import type { ChangeVerdict, DecisionChange, ReportComparison } from '@/lib/reports/compare-reports'
import { ComparedSections } from './compared-sections'

const verdicts: Readonly<Record<ChangeVerdict, { shape: Shape; word: string }>> = {
  better: { shape: 'ok', word: 'Better' },
  worse: { shape: 'warn', word: 'Worse' },
  same: { shape: 'off', word: 'The same' },
  other: { shape: 'off', word: 'Changed' },
  unknown: { shape: 'unknown', word: 'Known in one' },
}

const decisionWords: Readonly<Record<DecisionChange['what'], string>> = {
  new: 'New',
  still: 'Still waits',
  gone: 'Gone',
}

const shown = (value: number | null) => (value === null ? 'unknown' : formatNumber(value, 1))
const signed = (by: number | null) =>
  by === null || by === 0 ? '' : `${by > 0 ? '+' : '−'}${formatNumber(Math.abs(by), 1)}`

function Verdict({ verdict }: { verdict: ChangeVerdict }) {
  const { shape, word } = verdicts[verdict]
  return (
    <span className={`st st-${shape}`}>
      <StateShape shape={shape} />
      <span>{word}</span>
    </span>
  )
}

/** Two stored reports beside each other, the older one first; nothing is read again. */
export function ComparisonView({ comparison }: { comparison: ReportComparison }) {
  const { before, after, notes } = comparison
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/reports">Reports</Link> · {before.scopeName}
          </>
        }
        headline={comparison.sentence}
        lead={notes.length > 0 ? notes.join(' ') : undefined}
      />
      <dl className="compared-reports">
        {[before, after].map((side) => (
          <div key={side.href}>
            <dt>
              <Link href={side.href} prefetch={false}>
                {side.title}
              </Link>
            </dt>
            <dd>{side.headline}</dd>
          </div>
        ))}
      </dl>
      <Numbers comparison={comparison} />
      <Flags comparison={comparison} />
      <Decisions decisions={comparison.decisions} />
      <ComparedSections sections={comparison.sections} />
    </>
  )
}

const numberColumns = [
  { key: 'number', title: 'Number' },
  { key: 'before', title: 'Before', align: 'right' as const },
  { key: 'after', title: 'After', align: 'right' as const },
  { key: 'by', title: 'Change', align: 'right' as const },
  { key: 'verdict', title: 'Which is' },
]

function Numbers({ comparison: { numbers } }: { comparison: ReportComparison }) {
  return (
    <Section title="Numbers">
      <DataTable caption="The numbers of both reports" columns={numberColumns}>
        {numbers.map((each) => (
          <tr key={each.key}>
            <th scope="row">{each.label}</th>
            <Cell label="Before" align="right">
              {shown(each.before)}
            </Cell>
            <Cell label="After" align="right">
              {shown(each.after)}
            </Cell>
            <Cell label="Change" align="right">
              {signed(each.by)}
            </Cell>
            <Cell label="Which is">
              <Verdict verdict={each.verdict} />
            </Cell>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}

function Flags({ comparison: { flags } }: { comparison: ReportComparison }) {
  return (
    <Section title="Red flags" count={flags.length}>
      {flags.length === 0 ? (
        <p className="sec-note">None was raised in either of them.</p>
      ) : (
        <DataTable
          caption="Red flags raised in either report"
          columns={numberColumns.filter(({ key }) => key !== 'by')}
        >
          {flags.map((flag) => (
            <tr key={flag.key}>
              <th scope="row">
                <Link href={flag.href} prefetch={false}>
                  {flag.title}
                </Link>
              </th>
              <Cell label="Before" align="right">
                {formatNumber(flag.before)}
              </Cell>
              <Cell label="After" align="right">
                {formatNumber(flag.after)}
              </Cell>
              <Cell label="Which is">
                <Verdict verdict={flag.verdict} />
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}

const decisionColumns = [
  { key: 'ask', title: 'Decision' },
  { key: 'what', title: 'State' },
  { key: 'person', title: 'Who' },
  { key: 'by', title: 'By' },
]

function Decisions({ decisions }: { decisions: readonly DecisionChange[] }) {
  return (
    <Section title="Decisions" count={decisions.length}>
      {decisions.length === 0 ? (
        <p className="sec-note">Nobody had to decide anything in either of them.</p>
      ) : (
        <DataTable caption="Decisions of both reports" columns={decisionColumns}>
          {decisions.map((each) => (
            <tr key={`${each.what} ${each.href} ${each.ask}`}>
              <th scope="row">
                <Link href={each.href} prefetch={false}>
                  {each.ask}
                </Link>
              </th>
              <Cell label="State" short>
                {decisionWords[each.what]}
              </Cell>
              <Cell label="Who">{each.person}</Cell>
              <Cell label="By" short>
                {each.by}
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}
