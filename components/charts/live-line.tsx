'use client'

import { line } from 'd3-shape'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { TrendPoint } from '@/lib/charts/trend-spec'

/** A line with times of its own. As a line of recharts its times would become stops of the main one. */
export function LiveLine({ name, points }: { name: string; points: readonly TrendPoint[] }) {
  const x = useXAxisScale()
  const y = useYAxisScale()
  const area = usePlotArea()
  if (!x || !y || !area) return null
  const path = line<TrendPoint>()
    .defined(([, value]) => value !== null)
    .x(([at]) => x(at) ?? 0)
    .y(([, value]) => Math.min(Math.max(y(value ?? 0) ?? 0, area.y), area.y + area.height))
  return <path className={`live-line ${name}`} d={path(points) ?? ''} />
}
