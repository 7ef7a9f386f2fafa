import { luck, seededOrder } from '../seeded'
import { plain } from './draft'

// Four options of one shape. The place of the right one follows from the seed alone: neither its length, nor its
// form, nor its size says which it is.

/** The right answer among three from these pools, the nearer pool first. Null where they do not suffice. */
export function amongOthers(
  seed: string,
  right: string,
  pools: readonly (readonly string[])[],
  also: readonly string[] = [],
): string[] | null {
  const taken = new Set([right, ...also].map(plain))
  const wrong: string[] = []
  for (const pool of pools) {
    for (const option of seededOrder([...new Set(pool)], seed, (text) => text)) {
      if (wrong.length === 3) break
      if (taken.has(plain(option)) || !looksLike(option, right)) continue
      taken.add(plain(option))
      wrong.push(option)
    }
  }
  if (wrong.length < 3) return null
  return seededOrder([right, ...wrong], `${seed} place`, (text) => text)
}

/** Whether two texts are of one kind to the eye: about as long, both an address or neither. */
function looksLike(option: string, right: string): boolean {
  const isAddress = (text: string) => /^[a-z+]+:\/\//i.test(text)
  const most = Math.max(10, right.length * 0.6)
  return isAddress(option) === isAddress(right) && Math.abs(option.length - right.length) <= most
}

/** Four neighbours of a scale with the right one among them, smallest first. Null: it is not on the scale. */
export function onScale<T>(
  seed: string,
  right: T,
  scale: readonly T[],
  format: (value: T) => string,
): string[] | null {
  const at = scale.indexOf(right)
  if (at < 0 || scale.length < 4) return null
  const first = Math.max(0, at - 3)
  const last = Math.min(at, scale.length - 4)
  const from = first + Math.floor(luck(seed, 'place') * (last - first + 1))
  return scale.slice(from, from + 4).map(format)
}

/** Four counts in a row with the right one among them. */
export function counts(
  seed: string,
  right: number,
  { least, most }: { least: number; most: number },
  format: (value: number) => string,
): string[] | null {
  const scale = Array.from({ length: most - least + 1 }, (_none, index) => least + index)
  return onScale(seed, right, scale, format)
}

const smaller = [0.7, 0.5, 0.35, 0.2, 0.1]
const larger = [1.5, 2, 3, 5, 8]

/**
 * A measured value among three that are some times smaller or larger, smallest first, as round as the right one.
 * `make` writes a factor's option; null leaves it out (more than 100 %).
 */
export function scaled(seed: string, make: (factor: number) => string | null): string[] | null {
  const right = make(1)
  if (right === null) return null
  const below = distinct(smaller.map(make), [right]).slice(0, 3)
  const above = distinct(larger.map(make), [right, ...below]).slice(0, 3)
  // At an end of what is possible its place alone would tell it.
  if (below.length === 0 || above.length === 0) return null
  const fewest = Math.max(0, 3 - above.length)
  const most = Math.min(3, below.length)
  if (fewest > most) return null
  const under = fewest + Math.floor(luck(seed, 'place') * (most - fewest + 1))
  return [...below.slice(0, under).reverse(), right, ...above.slice(0, 3 - under)]
}

function distinct(texts: readonly (string | null)[], taken: readonly string[]): string[] {
  const seen = new Set(taken.map(plain))
  return texts.filter((text): text is string => {
    if (text === null || seen.has(plain(text))) return false
    seen.add(plain(text))
    return true
  })
}

/** A number rounded to as many digits as another one shows: 500 × 0.35 → 200. */
export function asRoundAs(value: number, model: number): number {
  const digits = Math.min(3, significantDigits(model))
  const rounded = value === 0 ? 0 : Number(value.toPrecision(digits))
  return Number.isInteger(model) ? Math.round(rounded) : rounded
}

function significantDigits(value: number): number {
  const shown = Math.abs(value).toExponential().split('e')[0] ?? ''
  return Math.max(1, shown.replace('.', '').length)
}

/** A date among three others some days apart, the earliest first. */
export function datesAround(seed: string, right: Date, days: number, format: (at: Date) => string): string[] {
  const before = Math.floor(luck(seed, 'place') * 4)
  return [0, 1, 2, 3].map((index) => format(new Date(right.getTime() + (index - before) * days * 86_400_000)))
}
