import type { PlacedControl } from './control-rules'
import type { PathError } from './issue-sentence'
import { nearestWord } from './nearest-word'

/**
 * What can answer a control without a person. Facts are known to a later room, tasks to each system: null leaves
 * them unjudged.
 */
export interface KnownSources {
  checks: ReadonlySet<string>
  facts: ReadonlySet<string> | null
  tasks: ReadonlySet<string> | null
}

/** Sources that this version does not have: such a control would wait for an answer that never comes. */
export function sourceErrors(controls: readonly PlacedControl[], known: KnownSources): PathError[] {
  return controls.flatMap(({ index, control }) =>
    control.answeredBy.flatMap((source, entry) => {
      const path = ['controls', index, 'answeredBy', entry]
      if ('check' in source) {
        return source.check.flatMap((kind, place) =>
          known.checks.has(kind)
            ? []
            : [{ path: [...path, 'check', place], sentence: unknown('kind of check', kind, known.checks) }],
        )
      }
      if ('fact' in source && known.facts !== null && !known.facts.has(source.fact))
        return [{ path: [...path, 'fact'], sentence: unknown('fact', source.fact, known.facts) }]
      return []
    }),
  )
}

/** Tasks that no starter set has. A system may define its own, so these are worth a look and no errors. */
export function taskNotes(controls: readonly PlacedControl[], known: KnownSources): PathError[] {
  const { tasks } = known
  if (tasks === null) return []
  return controls.flatMap(({ index, control }) =>
    control.answeredBy.flatMap((source, entry) =>
      'task' in source
        ? source.task.flatMap((task, place) =>
            tasks.has(task)
              ? []
              : [
                  {
                    path: ['controls', index, 'answeredBy', entry, 'task', place],
                    sentence: `No starter set has a task ${task}; it answers only where a system defines one of this key.${meant(task, tasks)}`,
                  },
                ],
          )
        : [],
    ),
  )
}

function unknown(what: string, written: string, words: ReadonlySet<string>): string {
  return `${written} is no ${what} of this version.${meant(written, words) || ` Some that are: ${[...words].sort().slice(0, 6).join(', ')}.`}`
}

function meant(written: string, words: ReadonlySet<string>): string {
  const near = nearestWord(written, words)
  return near === null ? '' : ` Do you mean ${near}?`
}
