import { type Compared, directionOf } from '@/lib/fleet/measures'
import { formatMeasure } from '@/lib/format/measure'

interface ChangeProps {
  compared: Compared
  betterWhen: 'more' | 'less'
  unit?: string | null
}

const words = { better: 'better', worse: 'worse', same: 'as before', unknown: 'nothing to compare' } as const

/** A number for people: shares are rounded down, days and points to whole ones. */
export const fleetNumber = (value: number, unit: string | null): string =>
  formatMeasure(unit === '%' ? Math.floor(value + 1e-9) : Math.round(value), unit)

/** How a number moved since a week ago: sign, amount, and in words whether that is better. */
export function ChangeText({ compared, betterWhen, unit = null }: ChangeProps) {
  const direction = directionOf(compared, betterWhen)
  const { now, before } = compared
  if (now === null || before === null) {
    return (
      <span className="muted">
        –<span className="vh"> {words.unknown}</span>
      </span>
    )
  }
  if (direction === 'same') return <span className="muted">no change</span>
  const by = Math.round(now) - Math.round(before)
  return (
    <span className={`fleet-${direction}`}>
      <span aria-hidden="true">{by > 0 ? '▲' : '▼'} </span>
      <span className="vh">{by > 0 ? 'up ' : 'down '}</span>
      {fleetNumber(Math.abs(by), unit === '%' ? null : unit)}
      {unit === '%' && ' pts'} <span className="fleet-word">{words[direction]}</span>
    </span>
  )
}
