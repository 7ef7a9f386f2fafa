import { describe, expect, it } from 'vitest'
import { heatMove } from './heat-move'

// Two full weeks, then one in which only Monday and Wednesday open.
const places = [
  ...Array.from({ length: 7 }, (_, column) => ({ row: 0, column: column + 1 })),
  ...Array.from({ length: 7 }, (_, column) => ({ row: 1, column: column + 1 })),
  { row: 2, column: 1 },
  { row: 2, column: 3 },
]

describe('keys in a heat map', () => {
  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', 3, 2],
    ['ArrowRight', 6, 7],
    ['ArrowRight', 15, 15],
    ['ArrowDown', 2, 9],
    ['ArrowDown', 9, 15],
    ['ArrowDown', 8, 8],
    ['ArrowUp', 15, 9],
    ['PageDown', 0, 0],
    ['Home', 9, 0],
    ['End', 0, 15],
    ['Enter', 3, null],
  ])('%s at %i leads to %s', (key, at, expected) => {
    expect(heatMove(key, at, places)).toBe(expected)
  })

  it('does nothing where no day opens', () => {
    expect(heatMove('ArrowLeft', 0, [])).toBeNull()
  })
})
