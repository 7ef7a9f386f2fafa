import type { Severity } from '@/lib/checks/define-check'
import { compareSeverity } from '@/lib/findings/severity'

/** One of so many manual passes has to be shown again. */
export const reproveOneIn = 5

/** How much likelier a graver control is chosen: the weights of the score. */
const weight: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 3, low: 1 }

/** A control that a person called fine last time, with no data behind it. */
export interface ManualPass {
  key: string
  severity: Severity
}

/**
 * Which manual passes are proved again: one in five, rounded up, by chance. Graver ones are likelier, none is exempt,
 * and where there is a critical one, at least one of the chosen is critical. The same seed chooses the same, in
 * whatever order they come. Critical first. Pure.
 */
export function pickReproofs(passes: readonly ManualPass[], seed: number): string[] {
  const count = Math.ceil(passes.length / reproveOneIn)
  if (count === 0) return []
  const next = randomFrom(seed)
  // Weighted sampling without replacement (Efraimidis and Spirakis 2006): the largest u^(1/w) win.
  const drawn = passes
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((pass) => ({ ...pass, luck: next() ** (1 / weight[pass.severity]) }))
    .sort((a, b) => b.luck - a.luck)
  const luckiest = drawn.find(({ severity }) => severity === 'critical') ?? drawn[0]
  const chosen = [luckiest, ...drawn.filter((each) => each !== luckiest)].slice(0, count)
  return chosen
    .filter((each) => each !== undefined)
    .sort((a, b) => compareSeverity(a.severity, b.severity) || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key)
}

/** Numbers from 0 to 1 that follow from a seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
