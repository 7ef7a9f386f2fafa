import type { DrillReport, MeasuredTime } from './drill-report'

/** A measured time against the declared one; what is not known is neither kept nor broken. Pure. */
export function measuredTime(seconds: number | null, declaredMinutes: number | null): MeasuredTime {
  const declaredSeconds = declaredMinutes === null ? null : declaredMinutes * 60
  return {
    seconds,
    declaredSeconds,
    isMet: seconds === null || declaredSeconds === null ? null : seconds <= declaredSeconds,
  }
}

/** What would be lost if the source were gone now: the age of the newest row, else of the backup. Pure. */
export function measuredLoss(
  known: { newestRow: Date | null; backupTakenAt: Date | null },
  startedAt: Date,
  declaredMinutes: number | null,
): DrillReport['rpo'] {
  const newest = known.newestRow ?? known.backupTakenAt
  const seconds =
    newest === null ? null : Math.max(0, Math.round((startedAt.getTime() - newest.getTime()) / 1_000))
  return {
    ...measuredTime(seconds, declaredMinutes),
    from: newest === null ? null : known.newestRow ? 'newest-row' : 'backup-time',
    newestAt: newest?.toISOString() ?? null,
  }
}
