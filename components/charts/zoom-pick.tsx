'use client'

import { useEffect, useRef, useState } from 'react'
import { shortestDrag } from '@/lib/charts/zoom-address'

interface ZoomPickProps {
  width: number
  /** Both ends as shares of the width. */
  onPick: (from: number, to: number) => void
}

/** Below this a finger scrolls, and there is no room to aim. */
const wideEnough = '(min-width: 768px)'

/**
 * Listens on the layer around it: dragging with a mouse or a pen marks a time, letting go shows it. Escape lets
 * it be. The page's own form chooses dates without a pointer.
 */
export function ZoomPick({ width, onPick }: ZoomPickProps) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  // The chart draws itself anew while one drags: what is under way must not be lost with it.
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])

  useEffect(() => {
    const layer = box?.parentElement
    if (!layer) return
    let start: number | null = null
    const share = (event: PointerEvent) =>
      Math.min(Math.max((event.clientX - layer.getBoundingClientRect().left) / width, 0), 1)
    const stop = () => {
      start = null
      setDrag(null)
    }
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType === 'touch' || !matchMedia(wideEnough).matches) return
      start = share(event)
    }
    const move = (event: PointerEvent) => {
      if (start !== null) setDrag({ from: Math.min(start, share(event)), to: Math.max(start, share(event)) })
    }
    const up = (event: PointerEvent) => {
      const [from, to] = [start, share(event)]
      stop()
      if (from !== null && Math.abs(to - from) * width >= shortestDrag) pick.current(from, to)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop()
    }
    layer.addEventListener('pointerdown', down)
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('keydown', key)
    return () => {
      layer.removeEventListener('pointerdown', down)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('keydown', key)
    }
  }, [box, width])

  return (
    <div ref={setBox} aria-hidden="true">
      {drag && (drag.to - drag.from) * width >= 2 && (
        <div
          className="zoom-pick"
          style={{ insetInlineStart: drag.from * width, width: (drag.to - drag.from) * width }}
        />
      )}
    </div>
  )
}
