import type { CapacityRow } from '@/lib/capacity/view'
import { axisTicks, whisker } from '@/lib/capacity/whisker'

const height = 18
const across = (share: number) => `${share}%`

/** When a limit is reached, as a range on the axis of the next half year: 0 is today. All rows share the axis. */
export function Whisker({ row, now, label }: { row: CapacityRow; now: string; label: string }) {
  const drawn = whisker(row, Date.parse(now))
  const middle = height / 2
  return (
    <svg className="whisker" width="100%" height={height} role="img" aria-label={label}>
      {axisTicks.map((day) => (
        <line
          key={day}
          className={day === 0 ? 'whisker-today' : 'whisker-tick'}
          x1={across((day / 180) * 100)}
          x2={across((day / 180) * 100)}
          y1="0"
          y2={height}
        />
      ))}
      {drawn && (
        <>
          <line
            className={drawn.isOpen ? 'whisker-range whisker-open' : 'whisker-range'}
            x1={across(drawn.from)}
            x2={across(drawn.to)}
            y1={middle}
            y2={middle}
          />
          <line
            className="whisker-edge"
            x1={across(drawn.from)}
            x2={across(drawn.from)}
            y1={middle - 6}
            y2={middle + 6}
          />
          {!drawn.isOpen && (
            <line
              className="whisker-end"
              x1={across(drawn.to)}
              x2={across(drawn.to)}
              y1={middle - 4}
              y2={middle + 4}
            />
          )}
          {drawn.middle !== null && (
            <circle className="whisker-dot" cx={across(drawn.middle)} cy={middle} r="3" />
          )}
        </>
      )}
    </svg>
  )
}

/** The axis over the column: days from now. */
export function WhiskerAxis() {
  return (
    <svg className="whisker-axis" width="100%" height="14" aria-hidden="true" focusable="false">
      {[0, 60, 120, 180].map((day) => (
        <text
          key={day}
          x={across((day / 180) * 100)}
          y="11"
          textAnchor={day === 0 ? 'start' : day === 180 ? 'end' : 'middle'}
        >
          {day === 0 ? 'today' : day === 180 ? '180 d' : day}
        </text>
      ))}
    </svg>
  )
}
