import { type TrendGeometry, trendGeometry, trendWidth } from '@/lib/charts/trend-geometry'
import type { TrendSpec } from '@/lib/charts/trend-spec'

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

function Grid({ geometry }: { geometry: TrendGeometry }) {
  const { frame } = geometry
  return (
    <g>
      {geometry.rows.map((row) => (
        <g key={row.label}>
          <line className="trend-grid" x1="0" x2="100%" y1={row.down} y2={row.down} />
          <text className="trend-label" x="0" y={row.down - 5}>
            {row.label}
          </text>
        </g>
      ))}
      {geometry.columns.map((column) => (
        <g key={column.across}>
          <line
            className="trend-tick"
            x1={percent(column.across)}
            x2={percent(column.across)}
            y1={frame.height - frame.bottom}
            y2={frame.height - frame.bottom + 4}
          />
          <text
            className="trend-label"
            x={percent(column.across)}
            y={frame.height - 5}
            textAnchor={column.anchor}
          >
            {column.label}
          </text>
        </g>
      ))}
    </g>
  )
}

function Line({ geometry }: { geometry: TrendGeometry }) {
  const { height } = geometry.frame
  return (
    <g>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${trendWidth} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {geometry.band && <path className="trend-band" d={geometry.band} />}
        <path className="trend-line" d={geometry.line} vectorEffect="non-scaling-stroke" />
      </svg>
      {geometry.dots.map((dot) => (
        <circle key={dot.across} className="trend-dot" cx={percent(dot.across)} cy={dot.down} r="1.75" />
      ))}
    </g>
  )
}

function Marks({ geometry }: { geometry: TrendGeometry }) {
  const { last } = geometry
  return (
    <g>
      {geometry.limits.map((limit) => (
        <g key={limit.label} className={`trend-limit trend-limit-${limit.tone}`}>
          <line x1="0" x2="100%" y1={limit.down} y2={limit.down} />
          <text x="100%" y={limit.labelDown} textAnchor="end">
            {limit.label}
          </text>
        </g>
      ))}
      {geometry.marks.map(({ across, number, anchor }) => (
        <g key={number} className="trend-mark">
          <line
            x1={percent(across)}
            x2={percent(across)}
            y1={geometry.frame.top - 8}
            y2={geometry.frame.height - geometry.frame.bottom}
          />
          <text x={percent(across)} y={geometry.frame.top - 12} textAnchor={anchor}>
            {number}
          </text>
        </g>
      ))}
      {last && (
        <>
          <circle className="trend-dot" cx={percent(last.across)} cy={last.down} r="2.75" />
          <text
            className="trend-last"
            x={percent(last.across)}
            y={last.labelDown}
            textAnchor={last.across > 0.5 ? 'end' : 'start'}
          >
            {last.label}
          </text>
        </>
      )}
    </g>
  )
}

/**
 * A trend drawn on the server: complete without JavaScript, on paper and at every width. Positions across
 * are percentages, so text keeps its size while the line stretches.
 */
export function TrendSvg({ spec }: { spec: TrendSpec }) {
  const geometry = trendGeometry(spec)
  return (
    <svg className="trend" width="100%" height={geometry.frame.height} role="img" aria-label={spec.summary}>
      <Grid geometry={geometry} />
      <Line geometry={geometry} />
      <Marks geometry={geometry} />
    </svg>
  )
}
