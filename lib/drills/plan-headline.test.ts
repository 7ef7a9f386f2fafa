import { describe, expect, it } from 'vitest'
import { planHeadline, plansHeadline } from './plan-headline'
import type { DrillPlanView, DrillRunSummary } from './view'

const now = new Date('2026-11-23T10:00:00Z')
const reader = { zone: 'UTC', now }

const run = (change: Partial<DrillRunSummary> = {}): DrillRunSummary => ({
  id: 'r1',
  requestedAt: '2026-11-20T02:00:00Z',
  finishedAt: '2026-11-20T02:11:00Z',
  result: 'pass',
  level: 'queried',
  headline: null,
  seconds: 660,
  job: null,
  ...change,
})

const plan = (change: Partial<DrillPlanView> = {}) =>
  ({
    name: 'Nightly dump',
    endedAt: null,
    newestRun: run(),
    lastProof: { runId: 'r1', at: '2026-11-20T02:11:00Z', level: 'queried' },
    ...change,
  }) as DrillPlanView

const unproven = plan({ newestRun: null, lastProof: null })
const failed = run({ id: 'r2', result: 'fail', level: 'restored' })

describe('the page of all plans', () => {
  it.each<[string, DrillPlanView[], string]>([
    ['there is none', [], 'Nothing restores the backups of orders-db by itself yet'],
    [
      'all ended',
      [plan({ endedAt: '2026-11-01T00:00:00Z' })],
      'Nothing restores the backups of orders-db by itself yet',
    ],
    ['one, unproven', [unproven], 'The plan of orders-db has not proven a backup yet'],
    ['two, unproven', [unproven, unproven], 'None of 2 plans of orders-db has proven a backup yet'],
    ['one of two', [plan(), unproven], '1 of 2 plans of orders-db has proven a backup, the newest 3 d ago'],
    ['one', [plan()], 'The plan of orders-db has proven a backup, the newest 3 d ago'],
    ['two', [plan(), plan()], 'Both plans of orders-db have proven a backup, the newest 3 d ago'],
  ])('%s', (_what, plans, sentence) => {
    expect(plansHeadline('orders-db', plans, reader)).toBe(sentence)
  })
})

describe('the page of one plan', () => {
  const job = (state: string) => ({ state }) as DrillRunSummary['job']
  it.each<[string, DrillPlanView, string]>([
    ['it never ran', unproven, 'Nightly dump: no restore has run yet, so its backups are unproven'],
    ['proven', plan(), 'Nightly dump: last proven Fri 20 Nov, level queried, 11 min'],
    [
      'failed after a proof',
      plan({ newestRun: failed }),
      'Nightly dump: the newest restore failed; last proven Fri 20 Nov, level queried',
    ],
    [
      'failed, never proven',
      plan({ newestRun: failed, lastProof: null }),
      'Nightly dump: the newest restore failed; nothing is proven yet',
    ],
    [
      'partial',
      plan({ newestRun: run({ id: 'r2', result: 'partial' }) }),
      'Nightly dump: something was missing in the newest restore; last proven Fri 20 Nov, level queried',
    ],
    [
      'passed at a level that proves nothing',
      plan({ newestRun: run({ level: 'restored' }), lastProof: null }),
      'Nightly dump: the newest restore passed without looking at the data; nothing is proven yet',
    ],
    [
      'running',
      plan({ newestRun: run({ id: 'r2', result: null, finishedAt: null, job: job('running') }) }),
      'Nightly dump: last proven Fri 20 Nov, level queried',
    ],
    [
      'broken off',
      plan({ newestRun: run({ id: 'r2', result: null, finishedAt: null, job: job('failed') }) }),
      'Nightly dump: the newest run ended without a result; last proven Fri 20 Nov, level queried',
    ],
  ])('%s', (_what, view, sentence) => {
    expect(planHeadline(view, reader)).toBe(sentence)
  })
})
