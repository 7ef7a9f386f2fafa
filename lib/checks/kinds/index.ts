import type { AnyCheckDefinition } from '../define-check'

/** Every kind of check, in the order of the catalogue. A new kind is one file and one line here. */
export const checkKinds: readonly AnyCheckDefinition[] = [
  // network
  // postgres
  // host
  // backup
  // self
]

const byKind = new Map(checkKinds.map((definition) => [definition.kind, definition]))

/** The definition of a kind, or undefined when this version does not know it. */
export function findCheckKind(kind: string): AnyCheckDefinition | undefined {
  return byKind.get(kind)
}
