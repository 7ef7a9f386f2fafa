'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { heatMove } from '@/lib/charts/heat-move'

const linksOf = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLAnchorElement>('td a') ?? [])]

/** Where a day stands: its column, and its row over all the tables. */
function placesOf(box: HTMLElement, links: readonly HTMLAnchorElement[]) {
  const rows = [...box.querySelectorAll('tbody tr')]
  return links.map((link) => ({
    row: rows.findIndex((row) => row.contains(link)),
    column: link.closest('td')?.cellIndex ?? 0,
  }))
}

/** One tab stop for all days that open; arrows, Home, End, PageUp and PageDown move inside. */
export function HeatKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)

  const keepOne = (current: HTMLAnchorElement | undefined) => {
    for (const link of linksOf(box.current)) link.tabIndex = link === current ? 0 : -1
  }
  // Roving begins only where a script can move the focus; without one every day is a plain link.
  useEffect(() => {
    const links = linksOf(box.current)
    const current = links.at(-1)
    for (const link of links) link.tabIndex = link === current ? 0 : -1
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (!box.current) return
    const links = linksOf(box.current)
    const at = links.findIndex((link) => link.contains(document.activeElement))
    if (at === -1) return
    const target = heatMove(event.key, at, placesOf(box.current, links))
    if (target === null) return
    event.preventDefault()
    keepOne(links[target])
    links[target]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the links inside.
    <div ref={box} className="heat-quarters" onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
