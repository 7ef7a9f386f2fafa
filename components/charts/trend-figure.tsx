import { type TrendFrame, trendFrame } from '@/lib/charts/trend-frame'
import { trendGeometry } from '@/lib/charts/trend-geometry'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { MarkList } from './mark-list'
import { TrendChart } from './trend-chart'
import { TrendSvg } from './trend-svg'
import { TrendTwin } from './trend-twin'

interface TrendFigureProps {
  spec: TrendSpec
  frame?: TrendFrame
  /** Address of the page without a time: dragging and Enter then show a shorter one. */
  zoomBase?: string
  /** At most six charts with one id: all of them read the same time. */
  syncId?: string
  /** The marks stand in a list of their own, once for all pictures. */
  hideMarks?: boolean
}

/** A trend with all that belongs to it: the sentence, the picture, what it leaves out, what happened, the numbers. */
export function TrendFigure({
  spec,
  frame = trendFrame,
  zoomBase,
  syncId,
  hideMarks = false,
}: TrendFigureProps) {
  const { notes } = trendGeometry(spec, frame)
  return (
    <figure className="figure keep">
      <figcaption className="prose muted">
        {spec.summary}
        {notes.length > 0 && ` Note: ${notes.join('; ')}.`}
      </figcaption>
      <TrendChart
        spec={spec}
        frame={frame}
        {...(zoomBase === undefined ? {} : { zoomBase })}
        {...(syncId === undefined ? {} : { syncId })}
      >
        <TrendSvg spec={spec} frame={frame} />
      </TrendChart>
      {!hideMarks && <MarkList spec={spec} />}
      <TrendTwin spec={spec} />
    </figure>
  )
}
