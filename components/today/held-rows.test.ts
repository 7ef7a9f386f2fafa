import { describe, expect, it } from 'vitest'
import type { Need } from '@/lib/today/view'
import { heldRows } from './held-rows'

const need = (id: string, score = 1, type: Need['type'] = 'finding') => ({ id, score, type }) as Need
const keys = (...ids: string[]) => ids.map((id) => `finding ${id}`)

describe('a list that somebody reads', () => {
  it('keeps its order while what is known of a row changes', () => {
    const { rows, waiting } = heldRows(keys('a', 'b'), [need('b', 90), need('a', 3)])
    expect(rows.map(({ id, score }) => [id, score])).toEqual([
      ['a', 3],
      ['b', 90],
    ])
    expect(waiting).toBe(0)
  })

  it('lets new ones wait, however pressing, and drops what is gone', () => {
    const { rows, waiting } = heldRows(keys('a', 'b'), [need('new', 160), need('b'), need('newer')])
    expect(rows.map(({ id }) => id)).toEqual(['b'])
    expect(waiting).toBe(2)
  })

  it('tells two needs of the same system apart', () => {
    const [blind, review] = [need('s', 1, 'blind'), need('s', 2, 'review')]
    expect(heldRows(['blind s'], [review, blind])).toEqual({ rows: [blind], waiting: 1 })
  })

  it('has nothing to show of nothing', () => {
    expect(heldRows(keys('a'), [])).toEqual({ rows: [], waiting: 0 })
    expect(heldRows([], [need('a')])).toEqual({ rows: [], waiting: 1 })
  })
})
