'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts'
import { cleanTrend } from '@/lib/charts/clean-trend'
import { liveAxes, liveRows } from '@/lib/charts/live-rows'
import { readingAt } from '@/lib/charts/reading-at'
import type { TrendFrame } from '@/lib/charts/trend-frame'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { zoomAddress, zoomRange } from '@/lib/charts/zoom-address'
import { LiveLine } from './live-line'
import { nearestTick } from './nearest-tick'
import { ZoomPick } from './zoom-pick'

export interface TrendLiveProps {
  spec: TrendSpec
  width: number
  frame: TrendFrame
  /** Address of the same page; null where a shorter time cannot be asked for. */
  zoomBase: string | null
  /** Charts with the same one read the same time together. */
  syncId: string | null
}

interface BoxProps extends Partial<TooltipContentProps<number, string>> {
  spec: TrendSpec
  /** Only the chart that is pointed at speaks; those that follow it stay silent. */
  speaks: boolean
  onRead: (at: number | null) => void
}

function ReadingBox({ active, label, spec, speaks, onRead }: BoxProps) {
  const at = active && typeof label === 'number' ? label : null
  useEffect(() => onRead(at), [at, onRead])
  if (at === null) return null
  const { when, lines, marks } = readingAt(spec, at)
  if (lines.length === 0) return null
  return (
    <div className="reading" {...(speaks ? { role: 'status' } : {})}>
      {lines.map(({ label: name, text }) => (
        <div key={name}>
          <b className="num">{text}</b> {name && <span className="muted">{name}</span>}
        </div>
      ))}
      <div className="muted num">{when}</div>
      {marks.map((mark) => (
        <div key={mark}>{mark}</div>
      ))}
    </div>
  )
}

const still = { dot: false, isAnimationActive: false, type: 'linear' } as const
const silent = { ...still, tooltipType: 'none', activeDot: false } as const

/** Everything beside the main line: drawn on the chart's own scales, but no stop under the pointer. */
function beside(spec: TrendSpec) {
  return [
    spec.compare && <LiveLine key="compare" name="trend-compare" points={spec.compare.points} />,
    ...(spec.others ?? []).map(({ label, points }, index) => (
      <LiveLine key={label} name={`trend-other trend-other-${index + 1}`} points={points} />
    )),
  ]
}

function expected(spec: TrendSpec) {
  if (!spec.forecast || spec.forecast.points.length < 2) return []
  return [
    <Area
      key="band"
      className="trend-live-band"
      dataKey="expected"
      stroke="none"
      fill="var(--band)"
      fillOpacity={1}
      {...silent}
    />,
    <Line
      key="middle"
      className="trend-live-expected"
      dataKey="middle"
      name={spec.forecast.label}
      stroke="var(--ink)"
      strokeWidth={1.5}
      strokeDasharray="6 3"
      {...still}
      activeDot={{ r: 3.5, fill: 'var(--bg)', stroke: 'var(--ink)', strokeWidth: 1.5 }}
    />,
  ]
}

/**
 * The interactive layer: a reading under the pointer or the arrow keys, a shorter time by dragging or Enter.
 * Loaded on its own, never on the server.
 */
export function TrendLive({ spec: given, width, frame, zoomBase, syncId }: TrendLiveProps) {
  const router = useRouter()
  const [speaks, setSpeaks] = useState(false)
  const read = useRef<number | null>(null)
  const onRead = useCallback((at: number | null) => {
    read.current = at
  }, [])
  const spec = cleanTrend(given)
  const axes = liveAxes(spec, frame)
  const zoom = (a: number, b: number) => {
    if (zoomBase !== null) router.push(zoomAddress(zoomBase, zoomRange(a, b, spec)), { scroll: false })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || read.current === null || zoomBase === null) return
    event.preventDefault()
    event.stopPropagation()
    const quarter = (spec.to - spec.from) / 8
    zoom(read.current - quarter, read.current + quarter)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart inside has the focus and the role.
    <div
      className="live-box"
      // Before recharts, which hides its reading on Enter.
      onKeyDownCapture={onKeyDown}
      onPointerEnter={() => setSpeaks(true)}
      onPointerLeave={() => setSpeaks(false)}
      onFocus={() => setSpeaks(true)}
      onBlur={() => setSpeaks(false)}
    >
      <ComposedChart
        width={width}
        height={axes.height}
        margin={axes.margin}
        data={liveRows(spec)}
        title={`${spec.name}, interactive`}
        desc={`${spec.summary} Use the arrow keys to read single values${zoomBase === null ? '' : ', Enter to look closer'}.`}
        {...(syncId === null ? {} : { syncId, syncMethod: nearestTick })}
      >
        <CartesianGrid horizontal={false} vertical={false} />
        <XAxis dataKey="at" type="number" scale="linear" hide allowDataOverflow {...axes.x} />
        <YAxis type="number" hide allowDataOverflow width={0} {...axes.y} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)', strokeDasharray: '1 3' }}
          content={(props) => (
            <ReadingBox
              {...(props as TooltipContentProps<number, string>)}
              spec={spec}
              speaks={speaks}
              onRead={onRead}
            />
          )}
        />
        {beside(spec)}
        {expected(spec)}
        <Line
          className="trend-live-main"
          dataKey="value"
          name={spec.name}
          stroke="var(--ink)"
          strokeWidth={1.5}
          connectNulls={false}
          {...still}
          activeDot={{ r: 3.5, fill: 'var(--ink)', stroke: 'var(--bg)', strokeWidth: 1.5 }}
        />
      </ComposedChart>
      {zoomBase !== null && (
        <ZoomPick
          width={width}
          onPick={(a, b) => {
            const at = (share: number) => spec.from + share * (spec.to - spec.from)
            zoom(at(a), at(b))
          }}
        />
      )}
    </div>
  )
}
