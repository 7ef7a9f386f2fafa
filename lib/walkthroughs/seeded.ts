import { createHash } from 'node:crypto'

/** A number from 0 to 1 that follows from a seed and a name. */
export function luck(seed: string, name: string): number {
  return createHash('sha256').update(`${seed}\n${name}`).digest().readUInt32BE(0) / 2 ** 32
}

/** The same things in an order that follows from the seed, in whatever order they came. Pure. */
export function seededOrder<T>(things: readonly T[], seed: string, nameOf: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, name: nameOf(thing) }))
    .map(({ thing, name }) => ({ thing, name, rank: luck(seed, name) }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ thing }) => thing)
}
