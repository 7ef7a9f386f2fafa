import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { defineCheck, type EngineFacts } from '../define-check'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnSeconds: z
    .number()
    .positive()
    .max(86_400)
    .default(60)
    .describe('Warn when checks run this late, in seconds'),
  failSeconds: z
    .number()
    .positive()
    .max(86_400)
    .default(120)
    .describe('Fail when checks run this late, in seconds'),
})

const example = (lagSeconds: number): EngineFacts => ({
  lagSeconds,
  worstLatenessSeconds: lagSeconds,
  checks: 120,
  unknownChecks: 0,
  workersAlive: 1,
  rowsInDefaultPartitions: 0,
})

/** Whether due checks run on time: a late auditor is a blind one. */
export const alSchedulerLag = defineCheck({
  kind: 'al.scheduler_lag',
  title: 'Checks run on time',
  proves: 'Checks that are due are executed without a queue in front of them.',
  dimension: 'alerting',
  tier: 'continuous',
  targets: ['self'],
  intervalSeconds: 60,
  timeoutMs: 10_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Our own proposal: once and twice the shortest default interval of a check.',
  remediation:
    'Look at the load of the machine that runs the worker. Start a second worker (`npm run worker` on any machine that reaches the database), raise WORKER_CONCURRENCY, or give checks that may run less often a longer interval.',
  privileges: 'none: the product asks its own database',
  collect: async (_config, { engineFacts }) => engineFacts(),
  judge: (facts: EngineFacts, { warnSeconds, failSeconds }) => {
    // A clock that was set back makes the lateness negative; it is not early, it is on time.
    const late = Math.max(0, facts.lagSeconds, facts.worstLatenessSeconds)
    const stray = facts.rowsInDefaultPartitions
    const strayNote = ` ${stray} rows lie in default partitions because their range was not created ahead: docs/operations.md says how to move them.`
    return {
      verdict: worstVerdict([verdictAbove(late, warnSeconds, failSeconds), stray > 0 ? 'warn' : 'ok']),
      reason: `The latest check of the last 10 minutes ran ${formatMeasure(late, 's')} after it was due, with ${facts.workersAlive} ${facts.workersAlive === 1 ? 'worker' : 'workers'} alive.${stray > 0 ? strayNote : ''}`,
      value: late,
      unit: 's',
      thresholds: { warn: warnSeconds, fail: failSeconds },
      resources: [],
      evidence: { ...facts },
    }
  },
  examples: { passing: example(0.4), failing: example(600) },
})
