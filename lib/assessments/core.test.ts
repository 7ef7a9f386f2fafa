import { describe, expect, it } from 'vitest'
import { findCheckKind } from '@/lib/checks/kinds'
import { checkFact, daysAgo, factsNow, factsOf, taskFact } from '@/scripts/testing/facts-fixture'
import { judgeCore } from './core-findings'
import { proposeCore, proposedKinds } from './propose-core'
import { coreQuestions } from './schema'
import { type ControlStandings, type CoreItem, isWatched, watchersOf } from './watch-core'

const item = (more: Partial<CoreItem> = {}): CoreItem => ({
  id: 'item',
  question: 'accumulates',
  what: 'Log files',
  checkId: null,
  controlKey: null,
  taskId: null,
  ...more,
})
const none: ControlStandings = new Map()
const asked = (more: object): ControlStandings =>
  new Map([['logs.rotated', { question: 'Are logs rotated?', outcome: 'pass', freshness: 'fresh', ...more }]])

describe('watchersOf', () => {
  it.each([
    [
      'a check that passes',
      item({ checkId: 'c' }),
      { checks: [checkFact({ id: 'c', state: 'ok' })] },
      none,
      true,
    ],
    [
      'a check that fails: it looks',
      item({ checkId: 'c' }),
      { checks: [checkFact({ id: 'c', state: 'fail' })] },
      none,
      true,
    ],
    [
      'a check that sees nothing',
      item({ checkId: 'c' }),
      { checks: [checkFact({ id: 'c', state: 'unknown' })] },
      none,
      false,
    ],
    [
      'a check that is paused',
      item({ checkId: 'c' }),
      { checks: [checkFact({ id: 'c', state: 'paused' })] },
      none,
      false,
    ],
    [
      'a check that never ran',
      item({ checkId: 'c' }),
      { checks: [checkFact({ id: 'c', state: 'never' })] },
      none,
      false,
    ],
    ['a check that is gone', item({ checkId: 'c' }), {}, none, false],
    ['a question answered', item({ controlKey: 'logs.rotated' }), {}, asked({}), true],
    [
      'a question answered with a failure: it is known',
      item({ controlKey: 'logs.rotated' }),
      {},
      asked({ outcome: 'fail' }),
      true,
    ],
    [
      'a question with an old answer',
      item({ controlKey: 'logs.rotated' }),
      {},
      asked({ outcome: 'unknown', freshness: 'stale' }),
      false,
    ],
    [
      'a question that nobody knows',
      item({ controlKey: 'logs.rotated' }),
      {},
      asked({ outcome: 'unknown' }),
      false,
    ],
    ['a question that is not asked', item({ controlKey: 'logs.rotated' }), {}, none, false],
    ['a task', item({ taskId: 't' }), { tasks: [taskFact({ id: 't' })] }, none, true],
    [
      'a task that is paused',
      item({ taskId: 't' }),
      { tasks: [taskFact({ id: 't', paused: true })] },
      none,
      false,
    ],
    [
      'a task that was archived',
      item({ taskId: 't' }),
      { tasks: [taskFact({ id: 't', archivedAt: factsNow })] },
      none,
      false,
    ],
    ['a task that is not there any more', item({ taskId: 't' }), {}, none, false],
    ['nobody', item(), {}, none, false],
    ['one of two', item({ checkId: 'gone', taskId: 't' }), { tasks: [taskFact({ id: 't' })] }, none, true],
  ] as const)('%s', (_, each, known, controls, watched) => {
    expect(isWatched(watchersOf(each, factsOf(known), controls))).toBe(watched)
  })
})

describe('judgeCore', () => {
  const all = coreQuestions.map((question) => item({ id: question, question, checkId: 'c' }))
  const live = { checks: [checkFact({ id: 'c', state: 'ok' })] }

  it('opens nothing where all four are watched, and ends what was open', () => {
    const judged = judgeCore(factsOf(live), all, none)
    expect(judged.raise).toEqual([])
    expect(judged.clear.map(({ resource }) => resource)).toEqual([...coreQuestions, ''])
  })

  it('opens one finding per entry that nobody watches, with what stopped', () => {
    const judged = judgeCore(
      factsOf({ checks: [checkFact({ id: 'c', state: 'paused', name: 'Disk' })] }),
      [all[0] as CoreItem],
      none,
    )
    expect(judged.raise[0]).toMatchObject({
      kind: 'unwatched',
      title: 'Nobody watches: Log files',
      severity: 'medium',
      detail: expect.stringContaining('“Disk” is paused'),
    })
  })

  it('waits while a check is away for a moment, and no longer', () => {
    const away = (hours: number) =>
      factsOf({
        checks: [
          checkFact({
            id: 'c',
            state: 'unknown',
            conclusiveAt: new Date(factsNow.getTime() - hours * 3_600_000),
          }),
        ],
      })
    const one = all
    expect(judgeCore(away(0.9), one, none).raise).toEqual([])
    expect(judgeCore(away(0.9), one, none).clear).toHaveLength(1)
    expect(judgeCore(away(1.1), one, none).raise).toHaveLength(4)
  })

  it('opens one finding for all questions that nobody answered, once the system has settled', () => {
    const old = factsOf({ ...live, system: { createdAt: daysAgo(8) } })
    expect(judgeCore(old, [], none).raise).toMatchObject([
      { title: 'None of the four core questions is answered' },
    ])
    expect(judgeCore(old, all.slice(0, 2), none).raise).toMatchObject([
      { title: '2 of 4 core questions are not answered', detail: expect.stringContaining('What drifts?') },
    ])
    expect(judgeCore(old, all.slice(0, 3), none).raise).toMatchObject([
      { title: '1 of 4 core questions is not answered' },
    ])
    const fresh = factsOf({ system: { createdAt: daysAgo(6) } })
    expect(judgeCore(fresh, [], none)).toEqual({ raise: [], clear: [] })
    expect(fresh.now).toEqual(factsNow)
  })
})

describe('proposeCore', () => {
  it('takes every kind of check from the registry', () => {
    expect(proposedKinds.filter((kind) => !findCheckKind(kind))).toEqual([])
  })

  it('proposes what a check watches, once, and not what is off', () => {
    const checks = [
      checkFact({ id: 'a', kind: 'host.disk_free', name: 'Disk' }),
      checkFact({ id: 'b', kind: 'bk.age', name: 'Backup' }),
      checkFact({ id: 'c', kind: 'tls.expiry', state: 'not-applicable' }),
      checkFact({ id: 'd', kind: 'http.latency' }),
    ]
    expect(proposeCore(checks, [{ checkId: 'b' }])).toMatchObject([
      { question: 'accumulates', checkId: 'a', checkName: 'Disk' },
    ])
  })
})
