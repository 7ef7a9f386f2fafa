'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** The board. Dragging is a comfort for the mouse, fetched once somebody points at a card. */
export function BoardDrag({ children }: { children: ReactNode }) {
  const board = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = board.current
    if (!element) return
    let off: (() => void) | undefined
    let gone = false
    const load = async () => {
      const { enableDrag } = await import('./enable-drag')
      if (!gone) off = enableDrag(element)
    }
    element.addEventListener('pointerover', load, { once: true })
    return () => {
      gone = true
      element.removeEventListener('pointerover', load)
      off?.()
    }
  }, [])
  return (
    <div className="board" ref={board}>
      {children}
    </div>
  )
}
