import type { MilestonePayload } from './milestone-view'
import { quarterName } from './quarter-name'

/** The headline of a record: how many answers, and what was opened. Pure. */
export function recordSentence({ system, review, questions, findings }: MilestonePayload): string {
  const count = (outcome: string) => questions.filter((question) => question.outcome === outcome).length
  const open = questions.filter(({ answer }) => answer === null).length
  const parts = [
    `${count('pass')} of ${questions.length} passing`,
    count('fail') > 0 ? `${count('fail')} failing` : null,
    count('warn') > 0 ? `${count('warn')} with a warning` : null,
    count('unknown') > 0 ? `${count('unknown')} unknown` : null,
    open > 0 ? `${open} not answered` : null,
  ].filter((part) => part !== null)
  const opened = findings.filter(({ isNew }) => isNew).length
  const end =
    opened === 0 ? 'no finding opened' : opened === 1 ? '1 finding opened' : `${opened} findings opened`
  return `${system.name}, ${quarterName(review.quarter)}: ${parts.join(', ')}; ${end}.`
}
