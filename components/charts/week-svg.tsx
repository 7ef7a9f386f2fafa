import { type WeekChartSpec, type WeekFrame, weekGeometry, weekWidth } from '@/lib/charts/week-chart'

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

/** Weeks side by side, drawn on the server: text keeps its size while lines and columns stretch. */
export function WeekSvg({ spec, frame }: { spec: WeekChartSpec; frame?: WeekFrame }) {
  const drawn = weekGeometry(spec, frame)
  const { height, bottom } = drawn.frame
  return (
    <svg
      className="trend"
      width="100%"
      height={height}
      role="img"
      aria-label={`${spec.name}: ${spec.summary}`}
    >
      {drawn.rows.map((row) => (
        <line key={row.label} className="trend-grid" x1="0" x2="100%" y1={row.down} y2={row.down} />
      ))}
      {drawn.columns.map(({ across, label, anchor }) => (
        <text key={across} className="trend-label" x={percent(across)} y={height - 4} textAnchor={anchor}>
          {label}
        </text>
      ))}
      {drawn.bars.map(({ key, look, left, width, down, height: tall }) => (
        <rect
          key={key}
          className={`week-bar week-${look}`}
          x={percent(left)}
          width={percent(width)}
          y={down}
          height={tall}
        />
      ))}
      {drawn.rows.map((row) => (
        <text key={row.label} className="trend-label" x="0" y={row.down - 4}>
          {row.label}
        </text>
      ))}
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${weekWidth} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {drawn.lines.map(({ key, look, path, partial }) => (
          <g key={key} className={`week-line week-${look}`}>
            <path d={path} vectorEffect="non-scaling-stroke" />
            {partial !== '' && (
              <path className="week-partial" d={partial} vectorEffect="non-scaling-stroke" />
            )}
          </g>
        ))}
      </svg>
      {drawn.lines.map(({ key, dots, end }) => (
        <g key={key}>
          {dots.map(({ across, down }) => (
            <circle key={across} className="trend-dot" cx={percent(across)} cy={down} r="1.75" />
          ))}
          {end && (
            <>
              <circle className="trend-dot" cx={percent(end.across)} cy={end.down} r="2.5" />
              <text
                className="trend-end trend-last"
                x={percent(end.across)}
                y={end.labelDown}
                textAnchor={end.anchor}
              >
                {end.label}
              </text>
            </>
          )}
        </g>
      ))}
      <line className="trend-tick" x1="0" x2="100%" y1={height - bottom} y2={height - bottom} />
    </svg>
  )
}
