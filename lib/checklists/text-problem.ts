import { Problem } from '@/lib/problem'
import { type LineError, lineErrorText, lineId } from './line-error'
import type { ParsedChecklist } from './parse-checklist'

/** "4 lines need a look", and that some were not listed. */
export function errorCount(errors: readonly LineError[], more: number): string {
  const count = errors.length + more
  if (more > 0) return `${count} errors; these are the first ${errors.length}.`
  return count === 1 ? 'One error.' : `${count} errors.`
}

/** What keeps a text from being a checklist, as a form says it: one entry per line, linked to that line. */
export function textProblem({ errors, more }: Extract<ParsedChecklist, { document: null }>): Problem {
  const fields: Record<string, string> = {}
  for (const error of errors) {
    const id = lineId(error.line)
    const said = lineErrorText(error)
    fields[id] =
      fields[id] === undefined
        ? `${said[0]?.toUpperCase()}${said.slice(1)}`
        : `${fields[id]} · ${error.sentence}`
  }
  return new Problem(
    'invalid',
    `This is no checklist yet, and nothing was stored. ${errorCount(errors, more)}`,
    fields,
  )
}
