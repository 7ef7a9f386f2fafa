const minute = 60
const hour = 60 * minute

/** Seconds between the attempts of one message: eager at first, then twice a day, three days in all. */
export const attemptPauses: readonly number[] = [
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
  12 * hour,
  12 * hour,
  12 * hour,
  8 * hour + 9 * minute,
]

/** Seconds until the attempt after this many; null after the last one, when the message is given up. */
export function pauseAfter(attempts: number): number | null {
  return attemptPauses[attempts - 1] ?? null
}

/** Seconds between two looks at a channel whose server takes nothing, by how often it was looked at. */
export const outagePauses: readonly number[] = [30, 60, 2 * minute, 5 * minute]

/** Seconds that messages wait for a channel before they are given up. */
export const outageLimit = 72 * hour

/** Seconds that a worker may hold a message without saying that it still does. */
export const leaseSeconds = 2 * minute
