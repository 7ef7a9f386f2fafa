import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ProbeError } from '@/lib/probes/probe-context'
import { CouldNotLook } from './could-not-look'
import { type AnyCheckDefinition, type CheckIo, defineCheck, type Judgement } from './define-check'
import { evaluateCheck } from './evaluate'
import { alUnknownRate } from './kinds/al-unknown-rate'

function ioWith(signal: AbortSignal, timeoutMs = 1_000): CheckIo {
  return {
    target: { kind: 'self', address: 'this installation', config: {}, secret: null },
    probe: { signal, timeoutMs, egress: { allowPrivate: [], deniedEndpoints: [] } },
    now: new Date('2026-11-23T10:00:00Z'),
    postgres: () => Promise.reject(new CouldNotLook('no database here')),
    history: async () => [],
    engineFacts: () => Promise.reject(new CouldNotLook('no engine here')),
  }
}

const open = new AbortController().signal

function definition(
  collect: () => Promise<number>,
  evidence: string = '',
  said: Partial<Pick<Judgement, 'reason' | 'resources'>> = {},
): AnyCheckDefinition {
  return defineCheck({
    ...alUnknownRate,
    config: z.strictObject({ limit: z.number().default(5) }),
    collect,
    judge: (facts: number, { limit }) => ({
      verdict: facts > limit ? 'fail' : 'ok',
      reason: 'judged',
      value: facts,
      unit: 'count',
      thresholds: { warn: null, fail: limit },
      resources: [],
      evidence: { text: evidence },
      ...said,
    }),
    examples: { passing: 1, failing: 9 },
  }) as AnyCheckDefinition
}

describe('evaluateCheck', () => {
  it('judges what was collected', async () => {
    expect(
      await evaluateCheck(
        definition(async () => 9),
        {},
        ioWith(open),
      ),
    ).toMatchObject({ verdict: 'fail', value: 9 })
    expect(
      await evaluateCheck(
        definition(async () => 9),
        { limit: 10 },
        ioWith(open),
      ),
    ).toMatchObject({ verdict: 'ok' })
  })

  it.each([
    [new CouldNotLook('Grant pg_monitor.'), 'Grant pg_monitor.'],
    [new ProbeError('refused', 'Nothing listens there.'), 'Nothing listens there.'],
    [new TypeError('x is not a function'), 'The check itself failed (TypeError)'],
  ])('turns %s into unknown with a reason for people', async (error, words) => {
    const judged = await evaluateCheck(
      definition(() => Promise.reject(error)),
      {},
      ioWith(open),
    )
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toContain(words)
    expect(judged.reason).not.toContain('x is not a function')
    expect(judged.thresholds).toEqual({ warn: null, fail: null })
  })

  it('is unknown for settings that are not valid, without running', async () => {
    const judged = await evaluateCheck(
      definition(async () => 1),
      { limit: 'five' },
      ioWith(open),
    )
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toContain('limit')
  })

  it('gives up half a second after the timeout when a probe does not listen', async () => {
    const started = performance.now()
    const judged = await evaluateCheck(
      definition(() => new Promise(() => {})),
      {},
      ioWith(open, 50),
    )
    expect(judged).toMatchObject({ verdict: 'unknown' })
    expect(judged.reason).toContain('No result within 0.05 s')
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  it('calls it a timeout when the probe stopped as told', async () => {
    const stopped = AbortSignal.abort()
    const judged = await evaluateCheck(
      definition(async () => stopped.throwIfAborted() ?? 1),
      {},
      ioWith(stopped),
    )
    expect(judged.reason).toContain('gave up on its own side')
  })

  it('keeps evidence below its limit', async () => {
    const judged = await evaluateCheck(
      definition(async () => 1, 'x'.repeat(20_000)),
      {},
      ioWith(open),
    )
    expect(judged.verdict).toBe('ok')
    expect(JSON.stringify(judged.evidence).length).toBeLessThan(300)
  })

  it('keeps what a hostile target says short: reason, names, details, their number', async () => {
    const huge = 'x'.repeat(5_000_000)
    const resources = Array.from({ length: 200 }, () => ({
      name: huge,
      value: 1,
      verdict: 'fail' as const,
      detail: huge,
    }))
    const judged = await evaluateCheck(
      definition(async () => 9, '', { reason: huge, resources }),
      {},
      ioWith(open),
    )
    expect(judged.verdict).toBe('fail')
    expect(judged.resources).toHaveLength(50)
    expect(JSON.stringify(judged).length).toBeLessThan(100_000)
    const blind = await evaluateCheck(
      definition(() => Promise.reject(new ProbeError('protocol', huge))),
      {},
      ioWith(open),
    )
    expect(blind.reason.length).toBeLessThanOrEqual(4_000)
  })
})
