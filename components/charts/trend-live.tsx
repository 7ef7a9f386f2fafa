'use client'

import { CartesianGrid, Line, LineChart, Tooltip, type TooltipContentProps, XAxis, YAxis } from 'recharts'
import { trendFrame, trendScales } from '@/lib/charts/trend-scales'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { formatMeasure } from '@/lib/format/measure'
import { formatMoment } from '@/lib/format/moment'

/** What recharts draws: the geometry's own domains, ticks and margins, so that both pictures lie on each other. */
export function liveAxes(spec: TrendSpec) {
  const scales = trendScales(spec)
  return {
    x: { domain: [...scales.x.domain], ticks: scales.x.ticks.map((tick) => tick.at) },
    y: { domain: [...scales.y.domain], ticks: [...scales.y.ticks] },
    margin: { top: trendFrame.top, right: 0, bottom: trendFrame.bottom, left: 0 },
    height: trendFrame.height,
  }
}

function Reading({
  active,
  payload,
  label,
  spec,
}: Partial<TooltipContentProps<number, string>> & { spec: TrendSpec }) {
  const value = payload?.[0]?.value
  if (!active || typeof value !== 'number' || typeof label !== 'number') return null
  return (
    <div className="reading" role="status">
      <b className="num">{formatMeasure(value, spec.unit)}</b>{' '}
      <span className="muted">{formatMoment(new Date(label), spec.zone, new Date(spec.to))}</span>
    </div>
  )
}

/** The interactive layer: a reading under the pointer or the arrow keys. Loaded on its own, never on the server. */
export function TrendLive({ spec, width }: { spec: TrendSpec; width: number }) {
  const axes = liveAxes(spec)
  const data = spec.points.map(([at, value]) => ({ at, value }))
  return (
    <LineChart
      width={width}
      height={axes.height}
      margin={axes.margin}
      data={data}
      title={`${spec.name}, interactive`}
      desc={`${spec.summary} Use the arrow keys to read single values.`}
    >
      <CartesianGrid horizontal={false} vertical={false} />
      <XAxis dataKey="at" type="number" scale="linear" hide allowDataOverflow {...axes.x} />
      <YAxis type="number" hide allowDataOverflow width={0} {...axes.y} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--line-strong)', strokeDasharray: '1 3' }}
        content={(props) => <Reading {...(props as TooltipContentProps<number, string>)} spec={spec} />}
      />
      <Line
        dataKey="value"
        name={spec.name}
        type="linear"
        stroke="var(--ink)"
        strokeWidth={1.5}
        dot={false}
        activeDot={{ r: 3.5, fill: 'var(--ink)', stroke: 'var(--bg)', strokeWidth: 1.5 }}
        connectNulls={false}
        isAnimationActive={false}
      />
    </LineChart>
  )
}
