import type { OccurrenceRecord } from '@/lib/tasks/task-view'

type Recorded = Pick<OccurrenceRecord, 'status' | 'provenBy' | 'minutes' | 'measure' | 'note' | 'evidenceIds'>

/** Done, says a person, and nothing shows it: no minutes, no number, no words, no evidence. Pure. */
export function isTickWithoutWork(record: Recorded): boolean {
  return (
    record.status.startsWith('done') &&
    record.provenBy === null &&
    !record.minutes &&
    record.measure === null &&
    !record.note &&
    record.evidenceIds.length === 0
  )
}

/** Minutes against what was expected: "4 of 20 min". Null when nobody wrote any. Pure. */
export function minutesText(minutes: number | null, expected: number): string | null {
  return minutes === null ? null : `${minutes} of ${expected} min`
}

/** What the history of a task says about its record; null when there is nothing to say. Pure. */
export function historySentence(rows: readonly Recorded[]): string | null {
  const done = rows.filter(({ status }) => status.startsWith('done'))
  const ticks = done.filter(isTickWithoutWork).length
  if (ticks === 0) return null
  return `${ticks} of ${done.length} done here ${ticks === 1 ? 'is' : 'are'} a tick without work: no minutes, no number, no note, no evidence.`
}
