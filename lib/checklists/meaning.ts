import { createHash } from 'node:crypto'
import type { Control } from './schema'

/**
 * What an answer to this control was an answer to: sha256 of type, threshold and choices (keys and what each is
 * worth). Wording, order of the choices, severity and validity are no part of it: whoever mends a typo or changes
 * how much a control weighs takes nobody's answer away.
 */
export function meaningOf(control: Pick<Control, 'type' | 'threshold' | 'choices'>): string {
  const { type, threshold, choices } = control
  const parts = [
    type,
    threshold && [threshold.unit, threshold.worse, threshold.warn, threshold.fail],
    choices
      .map(({ key, outcome }) => [key, outcome] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other))),
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
