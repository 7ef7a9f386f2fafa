import { describe, expect, it } from 'vitest'
import { loadOrder } from './load-order'

describe('loadOrder', () => {
  it('puts a table after the ones it refers to, and is the same every time', () => {
    const references = [
      { from: 'check', to: 'target' },
      { from: 'check', to: 'system' },
      { from: 'target', to: 'system' },
      { from: 'system', to: 'app_user' },
    ]
    expect(loadOrder(['check', 'run', 'system', 'target', 'app_user'], references)).toEqual([
      'app_user',
      'run',
      'system',
      'target',
      'check',
    ])
  })

  it('lets a table refer to itself', () => {
    expect(loadOrder(['finding'], [{ from: 'finding', to: 'finding' }])).toEqual(['finding'])
  })

  it('ignores references to tables that are not saved', () => {
    expect(loadOrder(['a'], [{ from: 'a', to: 'elsewhere' }])).toEqual(['a'])
  })

  it('names the tables of a circle', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ]
    expect(() => loadOrder(['a', 'b', 'c'], circle)).toThrow('in a circle: a, b')
  })
})
