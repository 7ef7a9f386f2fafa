import { describe, expect, test } from 'vitest'
import { type CheckState, nextState, type StatePolicy, silentState } from './next-state'
import type { Verdict } from './verdict'

const minute = 60_000
const start = new Date('2026-11-23T10:00:00Z')
const network: StatePolicy = { failAfter: 2, okAfter: 2, intervalSeconds: 60, graceSeconds: 300 }
const fact: StatePolicy = { ...network, failAfter: 1 }

const letters: Record<string, Verdict> = { o: 'ok', w: 'warn', f: 'fail', u: 'unknown', n: 'not-applicable' }

function play(runs: string, policy: StatePolicy, gapMinutes = 1): { states: string; last: CheckState } {
  let state: CheckState | null = null
  let states = ''
  for (const [index, letter] of [...runs].entries()) {
    const verdict = letters[letter] ?? 'ok'
    state = nextState(
      state,
      { verdict, finishedAt: new Date(start.getTime() + index * gapMinutes * minute) },
      policy,
    )
    states += state.verdict[0]
  }
  if (!state) throw new Error('no runs')
  return { states, last: state }
}

describe('network checks (failAfter 2, okAfter 2)', () => {
  test.each([
    ['first run is believed', 'o', 'o'],
    ['first run is believed, also a bad one', 'f', 'f'],
    ['first run is believed, also unknown', 'u', 'u'],
    ['one failure is a blip', 'ofo', 'ooo'],
    ['two failures are a fact', 'off', 'oof'],
    ['a warning and a failure are two bad runs', 'owf', 'oof'],
    ['bad already: follows the run', 'ffw', 'ffw'],
    ['bad already: worse at once', 'wwf', 'wwf'],
    ['one good run does not heal', 'ffo', 'fff'],
    ['two good runs heal', 'ffoo', 'fffo'],
    ['good, bad, good does not heal', 'ffofo', 'fffff'],
    ['one unknown run erases nothing', 'ou', 'oo'],
    ['two unknown runs end it', 'ouu', 'oou'],
    ['unknown ends a failure too', 'ffuu', 'fffu'],
    ['unknown breaks a streak of failures', 'ofuf', 'oooo'],
    ['good after unknown is believed at once', 'ouuo', 'oouo'],
    ['bad after unknown needs its streak', 'ouuff', 'oouuf'],
    ['never known: the first bad run is believed', 'uf', 'uf'],
    ['the feature went away', 'on', 'on'],
    ['the feature came back', 'no', 'no'],
    ['bad, then the feature went away', 'ffnn', 'fffn'],
  ])('%s: %s → %s', (_name, runs, expected) => expect(play(runs, network).states).toBe(expected))
})

describe('facts (failAfter 1)', () => {
  test.each([
    ['one failure is a fact', 'of', 'of'],
    ['one unknown run is not knowing', 'ou', 'ou'],
    ['healing still needs okAfter', 'ofoo', 'offo'],
  ])('%s: %s → %s', (_name, runs, expected) => expect(play(runs, fact).states).toBe(expected))
})

test('an unknown run after 2 intervals + grace ends the verdict, whatever failAfter says', () => {
  const patient = { ...network, failAfter: 100 }
  expect(play('ou', patient, 6).states).toBe('oo')
  expect(play('ou', patient, 7).states).toBe('ou')
})

test('since, streak and the last conclusive moments', () => {
  const { last } = play('ooffu', network)
  expect(last).toEqual({
    verdict: 'fail',
    since: new Date(start.getTime() + 3 * minute),
    streakVerdict: 'unknown',
    streakCount: 1,
    conclusiveAt: new Date(start.getTime() + 3 * minute),
    lastOkAt: new Date(start.getTime() + minute),
    staleAfter: new Date(start.getTime() + 3 * minute + 420_000),
  })
})

test('silence turns any verdict into unknown once', () => {
  const { last } = play('o', network)
  const later = new Date(start.getTime() + 10 * minute)
  const silent = silentState(last, later)
  expect(silent).toMatchObject({ verdict: 'unknown', since: later, lastOkAt: start })
  expect(silentState(silent, new Date())).toBe(silent)
})
