import { describe, expect, it } from 'vitest'
import { closingObstacles, type GateFacts } from './closing-gate'

const proven = { title: 'Disk', state: 'proven' } as const
const facts = (over: Partial<GateFacts> = {}): GateFacts => ({
  state: 'open',
  endedAt: new Date('2026-11-14T03:00:00Z'),
  preventions: [proven],
  notPreventable: '',
  mayWaive: false,
  ...over,
})

describe('closing an incident', () => {
  it.each<[string, GateFacts, RegExp[]]>([
    ['with everything proven', facts(), []],
    ['that still goes on', facts({ endedAt: null }), [/no end yet/]],
    ['twice', facts({ state: 'closed' }), [/closed already/]],
    [
      'with one not proven and one gone',
      facts({
        preventions: [proven, { title: 'Purge', state: 'unproven' }, { title: 'Old', state: 'gone' }],
      }),
      [/“Purge” has not proven itself/, /“Old” is gone/],
    ],
    ['without any prevention', facts({ preventions: [] }), [/for a manager to say/]],
    ['without any, by a manager', facts({ preventions: [], mayWaive: true }), [/give the reason/]],
    [
      'as not preventable, by a maintainer',
      facts({ preventions: [], notPreventable: 'lightning' }),
      [/manager/],
    ],
    [
      'as not preventable, by a manager',
      facts({ preventions: [], notPreventable: 'lightning', mayWaive: true }),
      [],
    ],
    [
      'as not preventable with preventions',
      facts({ notPreventable: 'lightning', mayWaive: true }),
      [/leave the reason empty/],
    ],
  ])('%s', (_, given, sentences) => {
    const obstacles = closingObstacles(given)
    expect(obstacles).toHaveLength(sentences.length)
    sentences.forEach((sentence, index) => {
      expect(obstacles[index]).toMatch(sentence)
    })
  })
})
