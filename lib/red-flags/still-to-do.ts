import type { OccurrenceFact, TaskFact } from '@/lib/facts/system-facts'

/** Whether a period of a task has not ended in one way or the other. */
export const isToDo = ({ state }: OccurrenceFact): boolean => state === 'pending' || state === 'in-progress'

const isDone = ({ state }: OccurrenceFact) => state === 'done' || state === 'done-with-problem'

/**
 * The open periods of a task, newest first, that nothing made good: whoever did the work in a later period has caught
 * up, and what was missed before is a matter of the record. A later period that was skipped makes nothing good. Pure.
 */
export function stillToDo({ occurrences }: Pick<TaskFact, 'occurrences'>): OccurrenceFact[] {
  const lastDone = occurrences.findIndex(isDone)
  return occurrences.slice(0, lastDone === -1 ? occurrences.length : lastDone).filter(isToDo)
}
