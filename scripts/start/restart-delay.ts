const FIRST_MS = 250
const LONGEST_MS = 30_000

/** How long to wait before the next start, after so many crashes in a row. */
export function restartDelayMs(crashes: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(crashes - 1, 0), LONGEST_MS)
}
