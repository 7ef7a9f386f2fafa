import { useState } from 'react'
import type { Need } from '@/lib/today/view'

/** A system can be there twice: out of sight, and due for a review. */
export const needKey = ({ type, id }: Pick<Need, 'type' | 'id'>): string => `${type} ${id}`

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
  const byKey = new Map(current.map((need) => [needKey(need), need]))
  const kept = shown.flatMap((key) => byKey.get(key) ?? [])
  return { rows: kept, waiting: current.length - kept.length }
}

/** The same for a component: takes over everything once, and again when `show` is called or nothing is left. */
export function useHeldRows(current: readonly Need[]): HeldRows & { show: () => void } {
  const [shown, setShown] = useState(() => current.map(needKey))
  const held = heldRows(shown, current)
  const show = () => setShown(current.map(needKey))
  // An empty list has nothing that could jump away from under a finger.
  if (held.rows.length === 0 && current.length > 0) {
    show()
    return { rows: [...current], waiting: 0, show }
  }
  return { ...held, show }
}
