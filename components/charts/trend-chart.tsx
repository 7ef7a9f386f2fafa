'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type TrendFrame, trendFrame } from '@/lib/charts/trend-frame'
import type { TrendSpec } from '@/lib/charts/trend-spec'

const TrendLive = dynamic(() => import('./trend-live').then((module) => module.TrendLive), { ssr: false })

const whenIdle = (work: () => void) => {
  if (typeof requestIdleCallback !== 'function') return void setTimeout(work, 200)
  requestIdleCallback(work, { timeout: 2000 })
}

interface TrendChartProps {
  spec: TrendSpec
  frame?: TrendFrame
  /** Address of the page without a time: dragging and Enter then show a shorter one. */
  zoomBase?: string
  /** At most six charts with one id: all of them read the same time. */
  syncId?: string
  /** The server's picture. */
  children: ReactNode
}

/**
 * Lays the interactive chart over the server's picture once it is in sight and the browser is idle.
 * Both use the same scales; on paper and without JavaScript the picture underneath remains.
 */
export function TrendChart({ spec, frame = trendFrame, zoomBase, syncId, children }: TrendChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<number | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const sizes = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0) || null))
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      sight.disconnect()
      whenIdle(() => sizes.observe(element))
    })
    sight.observe(element)
    return () => {
      sight.disconnect()
      sizes.disconnect()
    }
  }, [])

  return (
    <div ref={box} className="chart-box">
      {children}
      {width !== null && (
        <div className="chart-over">
          <TrendLive
            spec={spec}
            width={width}
            frame={frame}
            zoomBase={zoomBase ?? null}
            syncId={syncId ?? null}
          />
        </div>
      )}
    </div>
  )
}
