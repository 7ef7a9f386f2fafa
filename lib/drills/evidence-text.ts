import { formatDuration } from '@/lib/format/moment'
import type { DrillReport } from './drill-report'

/** What is kept as evidence of a run: its answer, what was counted, and the log, as plain text. Pure. */
export function evidenceText(report: DrillReport, log: readonly string[]): string {
  const { backup, place, steps, counts, differences, assertions, rto, rpo, notes } = report
  return [
    report.headline,
    '',
    `Begun ${report.startedAt}, ended ${report.finishedAt}`,
    backup
      ? `Backup ${backup.name}: ${backup.format}, ${backup.bytes} bytes, sha256 ${backup.sha256 ?? 'not known'}, made ${backup.takenAt} by its ${backup.takenFrom}`
      : 'Backup: none',
    `Place ${place.text}${place.serverVersion ? `, ${place.serverVersion}` : ''}${place.bytes === null ? '' : `, ${place.bytes} bytes at most`}`,
    `Recovery time ${said(rto.seconds)} (declared ${said(rto.declaredSeconds)}), data loss ${said(rpo.seconds)} (declared ${said(rpo.declaredSeconds)}), by ${rpo.from ?? 'nothing'}`,
    '',
    ...steps.map(({ level, state, sentence }) => `${level}: ${state}. ${sentence}`),
    ...titled(
      'Tables',
      counts.map(
        ({ table, comparedWith, expected, found, sameContent, state }) =>
          `${table}: ${state}, expected ${expected ?? '?'} by ${comparedWith}, found ${found ?? '?'}${sameContent === null ? '' : sameContent ? ', same content' : ', other content'}`,
      ),
    ),
    ...titled(
      'Differences',
      differences.map(({ sentence, isFault }) => `${isFault ? 'fault' : 'to know'}: ${sentence}`),
    ),
    ...titled(
      'Questions',
      assertions.map(
        ({ name, sql, expected, found, holds }) =>
          `${holds ? 'holds' : 'does not hold'}: ${name}, expected ${expected}, found ${found}; ${sql.replaceAll(/\s+/g, ' ')}`,
      ),
    ),
    ...titled('Notes', notes),
    ...titled('Log', log),
  ].join('\n')
}

const said = (seconds: number | null) => (seconds === null ? 'not known' : formatDuration(seconds))

const titled = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines])
