/** Seconds after which what a screen shows is no longer current: three readings that did not come. */
export const oldAfterSeconds = 75

/** How old what is shown is, on the clock of the browser alone, and whether that is too old to believe. Pure. */
export function screenAge(readAtMs: number, nowMs: number): { seconds: number; isOld: boolean } {
  const seconds = Math.max(0, Math.round((nowMs - readAtMs) / 1000))
  return { seconds, isOld: seconds > oldAfterSeconds }
}
