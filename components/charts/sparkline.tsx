import { sparkline } from '@/lib/charts/sparkline'
import type { TrendPoint } from '@/lib/charts/trend-spec'

interface SparklineProps {
  points: readonly TrendPoint[]
  /** Drawn as a hairline if it is in sight. */
  limit?: number | null
  /** "Disk used over 7 days: 58 to 76 %". */
  label: string
}

/** A word-sized trend; its last value stands beside it as text. */
export function Sparkline({ points, limit = null, label }: SparklineProps) {
  const drawn = sparkline(points, { limit })
  return (
    <svg className="spark" width={drawn.width} height={drawn.height} role="img" aria-label={label}>
      {drawn.limit !== null && (
        <line className="spark-limit" x1="0" x2={drawn.width} y1={drawn.limit} y2={drawn.limit} />
      )}
      <path className="spark-line" d={drawn.line} />
      {drawn.last && <circle className="trend-dot" cx={drawn.last.x} cy={drawn.last.y} r="2" />}
    </svg>
  )
}
