/** Where a day that opens stands; rows are counted over all tables. */
export interface HeatPlace {
  row: number
  column: number
}

/** Weeks that PageUp and PageDown go. */
const pageRows = 4

/** Index of the day that a key leads to; null for keys that are not ours. Days that do not open are skipped. Pure. */
export function heatMove(key: string, at: number, places: readonly HeatPlace[]): number | null {
  const here = places[at]
  if (!here) return null
  const within = (index: number) => Math.min(Math.max(index, 0), places.length - 1)
  const rows: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -pageRows,
    PageDown: pageRows,
  }
  const by = rows[key]
  if (by !== undefined) return sameColumn(at, by, places)
  switch (key) {
    case 'ArrowLeft':
      return within(at - 1)
    case 'ArrowRight':
      return within(at + 1)
    case 'Home':
      return 0
    case 'End':
      return places.length - 1
    default:
      return null
  }
}

/** The nearest day of the same weekday at least so many weeks away; stays where there is none. */
function sameColumn(at: number, by: number, places: readonly HeatPlace[]): number {
  const here = places[at]
  if (!here) return at
  const isThere = ({ row, column }: HeatPlace) =>
    column === here.column && (by > 0 ? row >= here.row + by : row <= here.row + by)
  const found = by > 0 ? places.findIndex(isThere) : places.findLastIndex(isThere)
  return found === -1 ? at : found
}
