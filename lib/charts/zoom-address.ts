/** Nothing is drawn closer than this. */
export const shortestZoomMs = 10 * 60_000

/** Pixels that a drag must go before it is one. */
export const shortestDrag = 8

const minute = 60_000
const stamp = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

/** The two ends of what was chosen, whole minutes, not closer than ten, inside the picture. Pure. */
export function zoomRange(
  a: number,
  b: number,
  { from, to }: { from: number; to: number },
): readonly [from: number, to: number] {
  const within = (at: number) => Math.min(Math.max(at, from), to)
  const middle = (within(a) + within(b)) / 2
  const half = Math.max(Math.abs(within(b) - within(a)), shortestZoomMs) / 2
  return [Math.floor((middle - half) / minute) * minute, Math.ceil((middle + half) / minute) * minute]
}

/** Address of the same page over a shorter time: `base` may have a query; its own range gives way. Pure. */
export function zoomAddress(base: string, [from, to]: readonly [number, number]): string {
  const [path = '', query = ''] = base.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of ['range', 'from', 'to']) parameters.delete(name)
  parameters.set('from', stamp(from))
  parameters.set('to', stamp(to))
  return `${path}?${parameters.toString().replaceAll('%3A', ':')}`
}
