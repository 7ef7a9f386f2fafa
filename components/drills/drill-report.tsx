import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { InlineCode } from '@/components/ui/inline-code'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { AssertionOutcome, DrillDifference, DrillReport, DrillStep } from '@/lib/drills/drill-report'
import { levelMeanings } from '@/lib/drills/view'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { DrillCounts } from './drill-counts'
import { lengthOf, measuredState, measuredText, recoveryTime } from './measured-time'

interface Shown {
  report: DrillReport
  zone: string
  now: string
}

/** What a machine saw when it restored a backup: times, levels, rows, what differs, questions, remarks. */
export function DrillReportView(shown: Shown) {
  const { report } = shown
  return (
    <>
      <Facts {...shown} />
      <Section title="How far it went" id="levels">
        <Steps steps={report.steps} />
      </Section>
      <Differences differences={report.differences} />
      {report.tables.compared > 0 && <DrillCounts counts={report.counts} tables={report.tables} />}
      <Assertions assertions={report.assertions} />
      {report.notes.length > 0 && (
        <Section title="Worth knowing" id="notes">
          <ul className="plain-list sec-body">
            {report.notes.map((note) => (
              <li key={note}>
                <InlineCode text={note} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Facts({ report, zone, now }: Shown) {
  const { backup, place, rpo } = report
  const from = rpo.from === 'newest-row' ? 'by the newest row' : rpo.from ? 'by the age of the backup' : null
  const facts: [string, React.ReactNode][] = [
    ['Recovery time', <VerdictBadge key="t" {...recoveryTime(report)} />],
    [
      from ? `Data lost, ${from}` : 'Data lost',
      <VerdictBadge key="p" {...measuredState(rpo)} word={measuredText(rpo)} />,
    ],
    ['Begun', <Moment key="b" at={report.startedAt} zone={zone} now={now} />],
    ['Backup', backup ? `${backup.name} · ${formatMeasure(backup.bytes, 'bytes')}` : 'none was found'],
  ]
  if (backup) {
    facts.push(['What it is', backup.format])
    facts.push([
      'Backup taken',
      backup.takenAt ? (
        <>
          <Moment at={backup.takenAt} zone={zone} /> <span className="muted">by its {backup.takenFrom}</span>
        </>
      ) : (
        'not known'
      ),
    ])
  }
  facts.push(['Restored into', place.text])
  return (
    <dl className="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

const stepStates = {
  passed: { verdict: 'ok', word: 'Passed' },
  failed: { verdict: 'fail', word: 'Failed' },
  skipped: { verdict: 'not-applicable', word: 'Not tried' },
} as const

const notTried = 'Not asked for by the plan, or a level before it was not reached.'

/** The levels as steps, each with what was seen there. */
function Steps({ steps }: { steps: readonly DrillStep[] }) {
  return (
    <ol className="drill-steps">
      {steps.map(({ level, state, sentence, seconds }) => (
        <li key={level} className="run-row">
          <VerdictBadge {...stepStates[state]} />
          <div>
            <h3>
              {levelMeanings[level].title}
              {seconds !== null && <span className="muted num font-normal"> · {lengthOf(seconds)}</span>}
            </h3>
            <p className={state === 'skipped' ? 'muted' : undefined}>
              <InlineCode
                text={sentence || (state === 'skipped' ? notTried : levelMeanings[level].meaning)}
              />
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

const differenceColumns = [
  { key: 'what', title: 'What' },
  { key: 'state', title: 'Counts as' },
  { key: 'area', title: 'Where' },
  { key: 'sentence', title: 'What was seen' },
]

/** Differences on one page; the report keeps them all. */
const shownDifferences = 200

function Differences({ differences }: { differences: readonly DrillDifference[] }) {
  if (differences.length === 0) return null
  const faultsFirst = differences.toSorted((a, b) => Number(b.isFault) - Number(a.isFault))
  const rows = faultsFirst.slice(0, shownDifferences)
  return (
    <Section title="Not as it should be" id="differences" count={formatNumber(differences.length)}>
      <DataTable caption="What is not as it should be in the restored database" columns={differenceColumns}>
        {rows.map(({ area, what, sentence, isFault }) => (
          <tr key={`${area} ${what}`}>
            <th scope="row">
              <code>{what}</code>
            </th>
            <Cell label="Counts as" lead>
              <VerdictBadge
                verdict={isFault ? 'fail' : 'not-applicable'}
                word={isFault ? 'Fault' : 'Remark'}
              />
            </Cell>
            <Cell label="Where" short>
              {area}
            </Cell>
            <td className="reason">
              <InlineCode text={sentence} />
            </td>
          </tr>
        ))}
      </DataTable>
      {differences.length > rows.length && (
        <p className="sec-note">
          {formatNumber(differences.length - rows.length)} more are in the report that is kept as evidence.
        </p>
      )}
    </Section>
  )
}

const assertionColumns = [
  { key: 'name', title: 'Question' },
  { key: 'state', title: 'Answer' },
  { key: 'expected', title: 'Expected' },
  { key: 'found', title: 'Found' },
]

function Assertions({ assertions }: { assertions: readonly AssertionOutcome[] }) {
  if (assertions.length === 0) return null
  return (
    <Section title="Questions to the data" id="questions" count={assertions.length}>
      <DataTable caption="Questions to the restored database and their answers" columns={assertionColumns}>
        {assertions.map(({ name, sql, expected, found, holds }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              <code className="drill-sql">{sql}</code>
            </th>
            <Cell label="Answer" lead>
              <VerdictBadge verdict={holds ? 'ok' : 'fail'} word={holds ? 'Holds' : 'Does not hold'} />
            </Cell>
            <Cell label="Expected">{expected}</Cell>
            <Cell label="Found">{found}</Cell>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
