import { VerdictBadge } from '@/components/checks/verdict-badge'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { AlertsSummary, AlertView } from '@/lib/alerts/view'
import { alertClassWords, alertOutcomeWords } from '@/lib/alerts/view'
import { formatDuration } from '@/lib/format/moment'

const shareColumns = [
  { key: 'rule', title: 'Alert rule' },
  { key: 'fired', title: 'Fired', align: 'right' as const },
  { key: 'nothing', title: 'Needed nothing', align: 'right' as const },
  { key: 'acted', title: 'Acted on', align: 'right' as const },
  { key: 'late', title: 'Too late', align: 'right' as const },
  { key: 'unknown', title: 'Not known', align: 'right' as const },
  { key: 'snoozes', title: 'Snoozes', align: 'right' as const },
  { key: 'ack', title: 'Taken after (median)', align: 'right' as const },
]

/** Which rules fired in four weeks and what became of it, most useless first. */
export function AlertShares({ byRule }: Pick<AlertsSummary, 'byRule'>) {
  return (
    <DataTable caption="Alert rules that fired in four weeks, most useless first" columns={shareColumns}>
      {byRule.slice(0, 50).map((row) => (
        <tr key={row.rule}>
          <th scope="row">{row.rule}</th>
          <Cell label="Fired" align="right">
            {row.fired}
          </Cell>
          <Cell label="Needed nothing" align="right">
            {row.neededNothing} ({Math.round((100 * row.neededNothing) / row.fired)} %)
          </Cell>
          <Cell label="Acted on" align="right">
            {row.acted}
          </Cell>
          <Cell label="Too late" align="right">
            {row.tooLate}
          </Cell>
          <Cell label="Not known" align="right">
            {row.unknown}
          </Cell>
          <Cell label="Snoozes" align="right">
            {row.snoozes}
          </Cell>
          <Cell label="Taken after" align="right">
            {row.medianAckSeconds === null ? (
              <span className="muted">not known</span>
            ) : (
              formatDuration(row.medianAckSeconds)
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const outcomeVerdicts = {
  acted: 'ok',
  'needed-nothing': 'warn',
  'too-late': 'fail',
  unknown: 'unknown',
} as const

const ratings = ['acted', 'needed-nothing', 'too-late'] as const

const columns = [
  { key: 'rule', title: 'Alert rule' },
  { key: 'outcome', title: 'What became of it' },
  { key: 'class', title: 'Class' },
  { key: 'fired', title: 'Fired' },
  { key: 'ack', title: 'Taken after', align: 'right' as const },
  { key: 'snoozes', title: 'Snoozes', align: 'right' as const },
  { key: 'rate', title: <span className="vh">Say what became of it</span> },
]

interface AlertTableProps {
  alerts: readonly AlertView[]
  zone: string
  now: string
  /** null: the viewer may not. */
  rate: FormAction | null
}

/** Alerts that fired, newest first; of those that nobody has judged it can be said what became. */
export function AlertTable({ alerts, zone, now, rate }: AlertTableProps) {
  return (
    <DataTable caption="Alerts that fired, newest first" columns={columns}>
      {alerts.map((alert) => (
        <tr key={alert.id} data-row>
          <th scope="row">
            <span>{alert.rule}</span>
            {alert.note && <span className="why">{alert.note}</span>}
          </th>
          <Cell label="What became of it" lead>
            <VerdictBadge verdict={outcomeVerdicts[alert.outcome]} word={alertOutcomeWords[alert.outcome]} />
          </Cell>
          <Cell label="Class">{alertClassWords[alert.class]}</Cell>
          <Cell label="Fired">
            <Moment at={alert.firedAt} zone={zone} now={now} />
          </Cell>
          <Cell label="Taken after" align="right">
            <Taken alert={alert} />
          </Cell>
          <Cell label="Snoozes" align="right">
            {alert.snoozeCount}
          </Cell>
          <td>
            {rate && (
              <span className="actions noprint">
                {(alert.outcome === 'unknown' ? ratings : []).map((outcome) => (
                  <VerbForm
                    key={outcome}
                    action={rate}
                    verb={alertOutcomeWords[outcome]}
                    label={`${alert.rule}: ${alertOutcomeWords[outcome].toLowerCase()}`}
                    values={{ alertId: alert.id, outcome }}
                  />
                ))}
                <LinkButton
                  href={`/incidents/new?alert=${alert.id}`}
                  aria-label={`${alert.rule}: start an incident from it`}
                >
                  Start an incident
                </LinkButton>
              </span>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function Taken({ alert: { acknowledgedAt, firedAt } }: { alert: AlertView }) {
  return acknowledgedAt ? (
    formatDuration((Date.parse(acknowledgedAt) - Date.parse(firedAt)) / 1_000)
  ) : (
    <span className="muted">not known</span>
  )
}
