import { describe, it } from 'vitest'

// A test that needs what not every machine has says so: in its name, and in a line of its own.

/** A test; `missing` names what this machine lacks for it, null where nothing is lacking. */
export function itWherePossible(name: string, missing: string | null, work: () => Promise<void>): void {
  if (missing === null) it(name, work)
  else it.skip(skipped(name, missing), work)
}

/** The same for a group of tests and what they prepare. */
export function describeWherePossible(name: string, missing: string | null, tests: () => void): void {
  if (missing === null) describe(name, tests)
  else describe.skip(skipped(name, missing), tests)
}

function skipped(name: string, missing: string): string {
  const full = `${name} (skipped: ${missing})`
  console.info(full)
  return full
}
