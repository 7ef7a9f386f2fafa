'use client'

import { useEffect, useRef, useState } from 'react'

/** j and k move through rows, Enter opens the selected one; off while somebody types, or in the profile. */
export function useRowKeys(count: number, enabled: boolean) {
  const bodyRef = useRef<HTMLDivElement>(null)
  const [selected, setSelected] = useState(-1)
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step === 0) return
      event.preventDefault()
      setSelected((before) => {
        const next = Math.min(Math.max(before + step, 0), count - 1)
        // Focus does the rest: Enter follows the link, and the row scrolls into view.
        const links = bodyRef.current?.querySelectorAll<HTMLAnchorElement>('[data-row-link]')
        links?.[next]?.focus()
        return next
      })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [count, enabled])
  return { selected, bodyRef }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
      target.closest('dialog') !== null)
  )
}
