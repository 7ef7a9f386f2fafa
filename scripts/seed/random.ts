/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of the keys, each as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key
  /** A UUIDv7 of that time. */
  id(at: Date): string
}

/** mulberry32: small, fast, and good enough to make data of. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: <T>(from: readonly T[]) => from[between(0, from.length - 1)] as T,
    weighted: <Key extends string>(weights: Readonly<Record<Key, number>>) => {
      const entries = Object.entries(weights) as [Key, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return (entries.at(-1) as [Key, number])[0]
    },
    id: (at) => uuid(at, () => between(0, 0xffff)),
  }
}

function uuid(at: Date, sixteenBits: () => number): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const hex = (value: number) => value.toString(16).padStart(4, '0')
  const variant = 0x8000 | (sixteenBits() & 0x3fff)
  const version = 0x7000 | (sixteenBits() & 0x0fff)
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex(version)}-${hex(variant)}-${hex(sixteenBits())}${hex(sixteenBits())}${hex(sixteenBits())}`
}
