/** Ranges of whole numbers such as "200-299, 401", inclusive. */
export type NumberSet = readonly (readonly [from: number, to: number])[]

const part = /^(\d{1,3})(?:\s*-\s*(\d{1,3}))?$/

/** Reads "200-299, 401"; null when the text is something else. Pure. */
export function parseNumberSet(text: string): NumberSet | null {
  const ranges: [number, number][] = []
  for (const piece of text.split(',')) {
    const [, from, to = from] = part.exec(piece.trim()) ?? []
    if (from === undefined || Number(to) < Number(from)) return null
    ranges.push([Number(from), Number(to)])
  }
  return ranges
}

/** Whether a number lies in one of the ranges; both ends belong to a range. */
export function isInSet(value: number, set: NumberSet): boolean {
  return set.some(([from, to]) => value >= from && value <= to)
}
