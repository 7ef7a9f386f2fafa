import { useState } from 'react'
import type { Need } from '@/lib/today/view'

/** A list that stands still: what is shown keeps its place, and what is new waits. */
export interface HeldRows {
  rows: Need[]
  /** New ones that are not shown yet. */
  waiting: number
}

/**
 * Rows for a list that somebody reads: those that were shown stay in their order with what is known of them now, those
 * that are gone go, and new ones wait until they are asked for. Pure.
 */
export function heldRows(shown: readonly string[], current: readonly Need[]): HeldRows {
  const byId = new Map(current.map((need) => [need.id, need]))
  const kept = shown.flatMap((id) => byId.get(id) ?? [])
  return { rows: kept, waiting: current.length - kept.length }
}

/** The same for a component: takes over everything once, and again when `show` is called or nothing is left. */
export function useHeldRows(current: readonly Need[]): HeldRows & { show: () => void } {
  const [shown, setShown] = useState(() => current.map(({ id }) => id))
  const held = heldRows(shown, current)
  const show = () => setShown(current.map(({ id }) => id))
  // An empty list has nothing that could jump away from under a finger.
  if (held.rows.length === 0 && current.length > 0) {
    show()
    return { rows: [...current], waiting: 0, show }
  }
  return { ...held, show }
}
