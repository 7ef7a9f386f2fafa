import Link from 'next/link'
import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { type DrillView, levelMeanings, resultMeanings } from '@/lib/drills/view'
import { formatNumber } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'

const columns = [
  { key: 'when', title: 'Begun' },
  { key: 'result', title: 'Result' },
  { key: 'level', title: 'Level' },
  { key: 'backup', title: 'Backup' },
  { key: 'took', title: 'Took', align: 'right' as const },
  { key: 'lost', title: 'Data lost', align: 'right' as const },
  { key: 'by', title: 'Recorded by' },
]

/** State of a restore: only one that looked at the data and passed is a proof. */
export function restoreState({ result, level }: Pick<DrillView, 'result' | 'level'>): {
  verdict: BadgeState
  word: string
} {
  if (result === 'fail') return { verdict: 'fail', word: 'Failed' }
  if (result === 'partial') return { verdict: 'warn', word: 'Partial' }
  return level === 'queried' || level === 'booted'
    ? { verdict: 'ok', word: 'Proven' }
    : { verdict: 'unknown', word: 'Passed, no proof' }
}

/** Restores that were tried, newest first. */
export function RestoreTable({
  systemId,
  drills,
  zone,
  now,
}: {
  systemId: string
  drills: readonly DrillView[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="Restores that were tried, newest first" columns={columns}>
      {drills.map((drill) => (
        <tr key={drill.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${systemId}/proofs/restores/${drill.id}`} prefetch={false}>
              <Moment at={drill.startedAt} zone={zone} now={now} />
            </Link>
          </th>
          <Cell label="Result" lead>
            <VerdictBadge {...restoreState(drill)} />
          </Cell>
          <Cell label="Level" short>
            {levelMeanings[drill.level].title}
          </Cell>
          <Cell label="Backup">{drill.backupName}</Cell>
          <Cell label="Took" align="right">
            {formatDuration(drill.durationSeconds)}
          </Cell>
          <Cell label="Data lost" align="right">
            {drill.dataLossSeconds === null ? (
              <span className="muted">not known</span>
            ) : (
              formatDuration(drill.dataLossSeconds)
            )}
          </Cell>
          <Cell label="Recorded by">
            {drill.recordedBy ?? (drill.source === 'person' ? 'somebody' : 'Wheeltapper')}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

/** The facts of one restore, with the counts that were compared. */
export function RestoreFacts({ drill, zone }: { drill: DrillView; zone: string }) {
  const facts: [string, React.ReactNode][] = [
    ['Result', <VerdictBadge key="r" {...restoreState(drill)} />],
    ['Level', levelMeanings[drill.level].title],
    ['Took', formatDuration(drill.durationSeconds)],
    ['Data lost', drill.dataLossSeconds === null ? 'not known' : formatDuration(drill.dataLossSeconds)],
    ['Begun', <Moment key="s" at={drill.startedAt} zone={zone} />],
    [
      'Backup taken',
      drill.backupTakenAt ? <Moment key="t" at={drill.backupTakenAt} zone={zone} /> : 'not known',
    ],
    ['Backup', drill.backupTarget ? `${drill.backupName}, of ${drill.backupTarget}` : drill.backupName],
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="sec-note">
        {levelMeanings[drill.level].meaning} {resultMeanings[drill.result].meaning}
      </p>
    </>
  )
}

const countColumns = [
  { key: 'what', title: 'Table' },
  { key: 'expected', title: 'Expected', align: 'right' as const },
  { key: 'found', title: 'Found', align: 'right' as const },
]

/** What was counted, each with the rows expected and found. */
export function RestoreCounts({ counts }: Pick<DrillView, 'counts'>) {
  const text = (count: number | null) => (count === null ? '–' : formatNumber(count))
  return (
    <DataTable caption="Rows expected and found" columns={countColumns} keep>
      {counts.map(({ what, expected, found }) => (
        <tr key={what}>
          <th scope="row">{what}</th>
          <Cell label="Expected" align="right">
            {text(expected)}
          </Cell>
          <Cell label="Found" align="right">
            {text(found)}
            {expected !== null &&
              found !== null &&
              found < expected &&
              ` (${text(expected - found)} missing)`}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
