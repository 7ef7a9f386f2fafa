import { describe, expect, it } from 'vitest'
import type { DrillPlanView, DrillRunSummary } from '@/lib/drills/view'
import { isAwaited, planState, runState } from './run-state'

const job = (state: string) => ({ state }) as DrillRunSummary['job']
const run = (change: Partial<DrillRunSummary>) =>
  ({ result: null, level: null, job: null, ...change }) as DrillRunSummary
const plan = (change: Partial<DrillPlanView>) =>
  ({ endedAt: null, pausedAt: null, newestRun: null, ...change }) as DrillPlanView

describe('state of a run', () => {
  it.each<[Partial<DrillRunSummary>, string, string]>([
    [{ result: 'pass', level: 'booted' }, 'ok', 'Proven'],
    [{ result: 'pass', level: 'queried', job: job('done') }, 'ok', 'Proven'],
    // Nothing is green on a claim alone.
    [{ result: 'pass', level: 'restored' }, 'unknown', 'Passed, no proof'],
    [{ result: 'pass', level: null }, 'unknown', 'Passed, no proof'],
    [{ result: 'partial', level: 'queried' }, 'warn', 'Partial'],
    [{ result: 'fail', level: 'listed' }, 'fail', 'Failed'],
    [{ result: 'fail', level: null }, 'fail', 'Failed'],
    [{ job: job('queued') }, 'never', 'Waiting'],
    [{ job: job('running') }, 'never', 'Running'],
    [{ job: job('cancelled') }, 'not-applicable', 'Cancelled'],
    [{ job: job('failed') }, 'unknown', 'No result'],
    [{}, 'unknown', 'No result'],
  ])('%o', (change, verdict, word) => {
    expect(runState(run(change))).toEqual({ verdict, word })
  })

  it('is awaited while its work waits or runs, until it has a result', () => {
    const states = ['queued', 'running', 'done', 'failed', 'cancelled'].map((state) =>
      isAwaited(run({ job: job(state) })),
    )
    expect(states).toEqual([true, true, false, false, false])
    expect(isAwaited(run({ job: null }))).toBe(false)
    expect(isAwaited(run({ result: 'pass', job: job('running') }))).toBe(false)
  })
})

describe('state of a plan', () => {
  it.each<[string, Partial<DrillPlanView>, string]>([
    ['ended', { endedAt: 'x', pausedAt: 'x' }, 'Ended'],
    ['paused', { pausedAt: 'x', newestRun: run({ result: 'fail', level: 'listed' }) }, 'Paused'],
    ['never run', {}, 'Never run'],
    ['its newest run', { newestRun: run({ result: 'fail', level: 'listed' }) }, 'Failed'],
  ])('%s', (_what, change, word) => {
    expect(planState(plan(change)).word).toBe(word)
  })
})
