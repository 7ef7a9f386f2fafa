/** The word that somebody most likely meant; null when none is near. At most a third of the letters may differ. */
export function nearestWord(written: string, words: Iterable<string>): string | null {
  if (written.length === 0 || written.length > 80) return null
  const limit = Math.max(1, Math.floor(written.length / 3))
  let nearest: string | null = null
  let least = limit + 1
  for (const word of words) {
    if (Math.abs(word.length - written.length) >= least) continue
    const distance = editDistance(written.toLowerCase(), word.toLowerCase())
    if (distance < least) [nearest, least] = [word, distance]
  }
  return nearest
}

/** How many letters have to be added, taken away, changed or swapped with their neighbour. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        (current[column - 1] ?? 0) + 1,
        (last[column] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[beforeLast, last] = [last, current]
  }
  return last[other.length] ?? 0
}
