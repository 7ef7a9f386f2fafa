'use client'

import { useEffect, useState } from 'react'
import { formatAge } from '@/lib/format/moment'
import type { SaveState } from './use-review-live'

/** "saved 4 s ago": what became of the last save, told politely. */
export function SaveStatus({ state, savedAt }: { state: SaveState; savedAt: string | null }) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span role="status" className="save-status">
      {words(state, savedAt, now)}
    </span>
  )
}

function words(state: SaveState, savedAt: string | null, now: number | null): string {
  switch (state.kind) {
    case 'saving':
      return 'saving …'
    case 'saved':
      return `saved ${formatAge(new Date(state.at), new Date(Math.max(now ?? 0, state.at)))}`
    case 'conflict':
      return 'not saved: somebody else answered'
    case 'refused':
      return 'not saved'
    case 'idle':
      return savedAt && now ? `saved ${formatAge(new Date(savedAt), new Date(now))}` : ''
  }
}
