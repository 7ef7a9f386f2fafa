import { formatNumber } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'
import type { DrillReport } from './drill-report'

const say = sentencesOf({
  booted: `{name} can be brought back: the application ran on it after {took}.{compared, select, none {} other { {compared}}}`,
  queried: `{name} can be brought back in {took}.{compared, select, none {} other { {compared}}}`,
  restored: `{name} was loaded without an error in {took}, but nothing says what should be in it.`,
  listed: `{name} can be read to its end.`,
  unproven: `{name} was not proven: it could {level, select, none {not be read} listed {be read to its end, and not be restored} other {be restored, and not be compared}}.`,
  failed: `{name} is no backup to rely on: it failed at level {level}.`,
  nothing: `There is no backup to prove.`,
  tables: `{tables, plural, =0 {Its answers are as expected} one {Its one table was counted} other {All {tables, number} tables were counted}}{rows, plural, =0 {} one {, 1 row} other {, {rows, number} rows}}.`,
  late: ` It took longer than the {declared} that are declared as RTO.`,
  lost: ` {lost} of data would be lost, and {declared} are declared as RPO.`,
})

/** The answer of a restore in one or two sentences. Pure. */
export function drillHeadline(report: Omit<DrillReport, 'headline'>): string {
  const { backup, result, level, rto, rpo, tables } = report
  if (!backup || level === null) return `${say('nothing')} ${stopSentence(report)}`.trim()
  const { name } = backup
  if (result === 'fail') return `${say('failed', { name, level })} ${stopSentence(report)}`.trim()
  if (result === 'partial') {
    const reached = report.steps.filter(({ state }) => state === 'passed').at(-1)?.level ?? 'none'
    return `${say('unproven', { name, level: reached })} ${stopSentence(report)}`.trim()
  }
  const took = formatDuration(rto.seconds ?? 0)
  const compared =
    tables.compared === 0 && report.assertions.length === 0
      ? 'none'
      : say('tables', { tables: tables.compared, rows: tables.rows })
  const times = [
    rto.isMet === false ? say('late', { declared: formatDuration(rto.declaredSeconds ?? 0) }) : '',
    rpo.isMet === false
      ? say('lost', {
          lost: formatDuration(rpo.seconds ?? 0),
          declared: formatDuration(rpo.declaredSeconds ?? 0),
        })
      : '',
  ]
  return `${say(level, { name, took, compared })}${times.join('')}`
}

/** What the level said that ended it. */
const stopSentence = ({ steps }: Pick<DrillReport, 'steps'>) =>
  steps.find(({ state, seconds }) => state === 'failed' || (state === 'skipped' && seconds !== null))
    ?.sentence ?? ''

/** What is said of faults that were counted: the first few, and how many more there are. Pure. */
export function sayFaults(sentences: readonly string[]): string {
  const shown = sentences.slice(0, 3)
  const rest = sentences.length - shown.length
  return rest > 0
    ? `${shown.join(' ')} And ${formatNumber(rest)} more ${rest === 1 ? 'difference' : 'differences'}.`
    : shown.join(' ')
}
