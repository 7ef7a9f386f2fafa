import { describe, expect, it } from 'vitest'
import type { Need } from '@/lib/today/view'
import { heldRows } from './held-rows'

const need = (id: string, score = 1) => ({ id, score }) as Need

describe('a list that somebody reads', () => {
  it('keeps its order while what is known of a row changes', () => {
    const { rows, waiting } = heldRows(['a', 'b'], [need('b', 90), need('a', 3)])
    expect(rows.map(({ id, score }) => [id, score])).toEqual([
      ['a', 3],
      ['b', 90],
    ])
    expect(waiting).toBe(0)
  })

  it('lets new ones wait, however pressing, and drops what is gone', () => {
    const { rows, waiting } = heldRows(['a', 'b'], [need('new', 160), need('b'), need('newer')])
    expect(rows.map(({ id }) => id)).toEqual(['b'])
    expect(waiting).toBe(2)
  })

  it('has nothing to show of nothing', () => {
    expect(heldRows(['a'], [])).toEqual({ rows: [], waiting: 0 })
    expect(heldRows([], [need('a')])).toEqual({ rows: [], waiting: 1 })
  })
})
