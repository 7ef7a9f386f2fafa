import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { defineCheck, type EngineFacts } from '../define-check'
import { verdictAbove } from '../threshold'
import type { Verdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe('Warn from this share of checks without an answer, in percent'),
  failPercent: z
    .number()
    .min(0)
    .max(100)
    .default(20)
    .describe('Fail from this share of checks without an answer, in percent'),
  failFrom: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe('Never fail for fewer checks without an answer than this'),
})

const example = (unknownChecks: number): EngineFacts => ({
  lagSeconds: 0,
  worstLatenessSeconds: 0,
  checks: 120,
  unknownChecks,
  workersAlive: 1,
  rowsInDefaultPartitions: 0,
})

/** Share of checks that could not look: the blind spots of the whole installation. */
export const alUnknownRate = defineCheck({
  kind: 'al.unknown_rate',
  title: 'Checks without an answer',
  proves: 'Nearly every check could look at what it watches.',
  dimension: 'alerting',
  tier: 'daily',
  targets: ['self'],
  intervalSeconds: 300,
  timeoutMs: 10_000,
  // The first look after an outage comes before the checks have caught up.
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Our own proposal: 5 % and 20 % of all checks that are not paused.',
  remediation:
    'Open the list of checks that are unknown and read their reasons: most name the missing grant, the wrong address or the range that an administrator has to allow. Remove checks that nobody can ever answer.',
  privileges: 'none: the product asks its own database',
  collect: async (_config, { engineFacts }) => engineFacts(),
  judge: ({ checks, unknownChecks }: EngineFacts, { warnPercent, failPercent, failFrom }) => {
    const thresholds = { warn: warnPercent, fail: failPercent }
    const base = { unit: '%' as const, thresholds, resources: [], evidence: { checks, unknownChecks } }
    if (checks === 0)
      return { ...base, verdict: 'not-applicable', reason: 'No check is running yet.', value: null }
    const share = (100 * unknownChecks) / checks
    const plain = verdictAbove(share, warnPercent, failPercent)
    // One blind check of four is 25 %, but no outage of the auditor.
    const verdict: Verdict = plain === 'fail' && unknownChecks < failFrom ? 'warn' : plain
    return {
      ...base,
      verdict,
      reason: `${unknownChecks} of ${checks} checks (${formatMeasure(share, '%')}) have no answer.`,
      value: share,
    }
  },
  examples: { passing: example(2), failing: example(40) },
})
