import type { Outcome } from '@/lib/checklists/schema'

/** From bad to good. Unknown has no place here: whoever does not know contradicts nobody. */
const worth: Readonly<Record<Exclude<Outcome, 'unknown'>, number>> = { fail: 0, warn: 1, pass: 2 }

/**
 * Whose answer counts when a person and the data both have one. Data that know less than the person never win; of two
 * that know, the worse one stands: nothing is green against the data, and a person who knows of something that no
 * check sees is not overruled by one that does not see it. An answer of a person that has ended stands back as soon
 * as data know anything. Pure.
 */
export function decideStanding(
  person: { outcome: Outcome; isFresh: boolean } | null,
  data: { outcome: Outcome } | null,
): 'person' | 'data' | 'nobody' {
  if (!person) return data ? 'data' : 'nobody'
  if (!data || data.outcome === 'unknown') return 'person'
  if (!person.isFresh || person.outcome === 'unknown') return 'data'
  return worth[data.outcome] < worth[person.outcome] ? 'data' : 'person'
}
