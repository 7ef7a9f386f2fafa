import { type MarkGroup, markShape } from '@/lib/charts/mark-groups'
import { type TrendFrame, trendFrame } from '@/lib/charts/trend-frame'
import { type ExtraLine, type TrendGeometry, trendGeometry } from '@/lib/charts/trend-geometry'
import type { EndLabel } from '@/lib/charts/trend-labels'
import { trendWidth } from '@/lib/charts/trend-scales'
import type { TrendSpec } from '@/lib/charts/trend-spec'

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

function Grid({ geometry }: { geometry: TrendGeometry }) {
  const { frame } = geometry
  const floor = frame.height - frame.bottom
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
      {geometry.columns.map(({ across, label, anchor }) => (
        <g key={across}>
          <line className="trend-tick" x1={percent(across)} x2={percent(across)} y1={floor} y2={floor + 4} />
          <text className="trend-label" x={percent(across)} y={frame.height - 5} textAnchor={anchor}>
            {label}
          </text>
        </g>
      ))}
      {geometry.today && (
        <g className="trend-today">
          <line
            x1={percent(geometry.today.across)}
            x2={percent(geometry.today.across)}
            y1={frame.top - 8}
            y2={floor}
          />
          <text x={percent(geometry.today.across)} y={frame.top - 12} textAnchor={geometry.today.anchor}>
            today
          </text>
        </g>
      )}
    </g>
  )
}

function Dots({ line, name, radius }: { line: Pick<ExtraLine, 'dots'>; name: string; radius: number }) {
  return line.dots.map((dot) => (
    <circle key={dot.across} className={name} cx={percent(dot.across)} cy={dot.down} r={radius} />
  ))
}

/** All lines in one stretched drawing: behind, what was and what is expected; in front, what is. */
function Lines({ geometry }: { geometry: TrendGeometry }) {
  const { height } = geometry.frame
  const { compare, forecast, others } = geometry
  return (
    <g>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${trendWidth} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {forecast && <path className="trend-expected-band" d={forecast.band} />}
        {geometry.band && <path className="trend-band" d={geometry.band} />}
        {compare && <path className="trend-compare" d={compare.line} vectorEffect="non-scaling-stroke" />}
        {forecast && (
          <path className="trend-expected" d={forecast.middle} vectorEffect="non-scaling-stroke" />
        )}
        {others.map((other, index) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place.
            key={index}
            className={`trend-other trend-other-${index + 1}`}
            d={other.line}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path className="trend-line" d={geometry.line} vectorEffect="non-scaling-stroke" />
      </svg>
      {compare && <Dots line={compare} name="trend-dot-compare" radius={1.5} />}
      {others.map((other, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place.
        <Dots key={index} line={other} name={`trend-dot-${index + 1}`} radius={1.75} />
      ))}
      <Dots line={geometry} name="trend-dot" radius={1.75} />
    </g>
  )
}

function Limits({ geometry }: { geometry: TrendGeometry }) {
  return geometry.limits.map((limit) => (
    <g key={limit.label} className={`trend-limit trend-limit-${limit.tone}`}>
      <line x1="0" x2="100%" y1={limit.down} y2={limit.down} />
      <text x="100%" y={limit.labelDown} textAnchor="end">
        {limit.label}
      </text>
    </g>
  ))
}

/** The shape of a mark's kind, as it also stands in the list beside the picture. */
export function MarkShape({ kind }: { kind: MarkGroup['kind'] }) {
  const { path, isStroke } = markShape(kind)
  return <path className={isStroke ? 'mark-shape mark-stroke' : 'mark-shape'} d={path} />
}

function Marks({ geometry }: { geometry: TrendGeometry }) {
  const { frame } = geometry
  const floor = frame.height - frame.bottom
  return geometry.marks.map(({ across, label, kind, anchor }) => (
    <g key={label} className="trend-mark">
      <line x1={percent(across)} x2={percent(across)} y1={frame.top - 8} y2={floor} />
      <svg className="mark-place" x={percent(across)} y={floor} width="1" height="1" aria-hidden="true">
        <MarkShape kind={kind} />
      </svg>
      <text x={percent(across)} y={frame.top - 12} textAnchor={anchor}>
        {label}
      </text>
    </g>
  ))
}

/** `isBefore` keeps the text on the left of its point: something is drawn on the right. */
function End({ end, name, isBefore = false }: { end: EndLabel | null; name: string; isBefore?: boolean }) {
  if (!end) return null
  return (
    <text
      className={`trend-end ${name}`}
      x={percent(end.across)}
      y={end.labelDown}
      textAnchor={end.across > (isBefore ? 0.15 : 0.5) ? 'end' : 'start'}
    >
      {end.label}
    </text>
  )
}

function Ends({ geometry }: { geometry: TrendGeometry }) {
  const { last, compare, forecast, others } = geometry
  return (
    <g>
      {compare && <End end={compare.end} name="trend-end-compare" />}
      {forecast && <End end={forecast.end} name="trend-end-expected" />}
      {others.map(({ end }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place.
        <End key={index} end={end} name={`trend-end-${index + 1}`} />
      ))}
      {last && <circle className="trend-dot" cx={percent(last.across)} cy={last.down} r="2.75" />}
      <End end={last} name="trend-last" isBefore={forecast !== null} />
    </g>
  )
}

/**
 * A trend drawn on the server: complete without JavaScript, on paper and at every width. Positions across
 * are percentages, so text keeps its size while the line stretches.
 */
export function TrendSvg({ spec, frame = trendFrame }: { spec: TrendSpec; frame?: TrendFrame }) {
  const geometry = trendGeometry(spec, frame)
  return (
    <svg className="trend" width="100%" height={frame.height} role="img" aria-label={spec.summary}>
      <Grid geometry={geometry} />
      <Lines geometry={geometry} />
      <Limits geometry={geometry} />
      <Marks geometry={geometry} />
      <Ends geometry={geometry} />
    </svg>
  )
}
