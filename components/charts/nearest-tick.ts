interface Tick {
  value: number | string
}

/**
 * Which stop of this chart belongs to the time that another one reads: the nearest, for charts of one page
 * measure at different times. -1 while there is none.
 */
export function nearestTick(
  ticks: readonly Tick[],
  read: { activeLabel?: string | number | undefined },
): number {
  const at = Number(read.activeLabel)
  if (read.activeLabel === undefined || !Number.isFinite(at)) return -1
  let best = -1
  let distance = Number.POSITIVE_INFINITY
  ticks.forEach(({ value }, index) => {
    const away = Math.abs(Number(value) - at)
    if (away < distance) {
      best = index
      distance = away
    }
  })
  return best
}
