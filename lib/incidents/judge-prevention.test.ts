import { describe, expect, it } from 'vitest'
import { type JudgedPrevention, judgePrevention, type PreventionFacts } from './judge-prevention'

const now = new Date('2026-11-23T12:00:00Z')
const at = (text: string) => new Date(`2026-11-${text}:00Z`)
const incident = { startedAt: at('14T02:10'), detectedAt: at('14T02:31') }
const judge = (facts: PreventionFacts, proof: JudgedPrevention['proof'] = null) =>
  judgePrevention({ facts, proof, incident }, 'UTC', now)

const check = (over: Partial<NonNullable<Extract<PreventionFacts, { kind: 'check' }>['check']>> = {}) =>
  ({
    kind: 'check',
    check: { pausedSince: null, runs: true, seen: null, replay: null, sawItSince: null, ...over },
  }) as const
const task = (over: Partial<NonNullable<Extract<PreventionFacts, { kind: 'task' }>['task']>> = {}) =>
  ({
    kind: 'task',
    task: { archivedAt: null, neededTimes: 2, onTime: [], late: 0, nextDueAt: null, ...over },
  }) as const
const replay = { at: at('14T01:50'), value: 93.456, limit: 80 }
const earlier = { kind: 'seen', at: now.toISOString(), text: 'It failed: full.' } as const

describe('a prevention', () => {
  it.each<[string, PreventionFacts, string, RegExp]>([
    ['a check that saw nothing', check(), 'unproven', /has not seen the fault yet/],
    ['a check that never ran', check({ runs: false }), 'unproven', /has not run yet/],
    ['a paused check', check({ pausedSince: at('20T08:00') }), 'unproven', /Paused since Fri 20 Nov 08:00/],
    [
      'a check that failed afterwards',
      check({ seen: { at: at('20T08:00'), verdict: 'fail', reason: '96 % full' } }),
      'proven',
      /It failed on Fri 20 Nov 08:00: 96 % full/,
    ],
    [
      'a check that warned afterwards',
      check({ seen: { at: at('20T08:00'), verdict: 'warn', reason: '81 % full' } }),
      'proven',
      /It warned on/,
    ],
    [
      'a check whose new limits would have seen it',
      check({ replay }),
      'proven',
      /93\.46 passed 80 on Sat 14 Nov 01:50, 41 minutes before anybody noticed/,
    ],
    [
      'a check whose limits would have seen it when everybody knew',
      check({ replay: { ...replay, at: incident.detectedAt } }),
      'unproven',
      /has not seen the fault/,
    ],
    [
      'a check that had seen it all along',
      check({ replay, sawItSince: at('14T01:00') }),
      'unproven',
      /It saw this one already, since Sat 14 Nov 01:00/,
    ],
    ['a check that is gone', { kind: 'check', check: null }, 'gone', /check was removed/],
    ['a task never done', task(), 'unproven', /Done on time 0 of 2 times; nothing is planned\./],
    [
      'a task done once',
      task({ onTime: [at('16T09:00')], late: 1, nextDueAt: at('30T09:00') }),
      'unproven',
      /on time 1 of 2 times, late 1 time; next until Mon 30 Nov 09:00/,
    ],
    [
      'a task done often enough',
      task({ onTime: [at('16T09:00'), at('17T09:00')] }),
      'proven',
      /2 times, the last of them on Tue 17 Nov/,
    ],
    [
      'a task that had to be done once',
      task({ neededTimes: 1, onTime: [at('16T09:00')] }),
      'proven',
      /^Done on time on Mon 16 Nov 09:00\.$/,
    ],
    ['a task only done late', task({ late: 9 }), 'unproven', /0 of 2/],
    ['a task that was archived', task({ archivedAt: at('20T09:00') }), 'gone', /archived/],
    [
      'a question nobody asks',
      { kind: 'control', isAsked: false, answer: null },
      'unproven',
      /Not asked of this system/,
    ],
    [
      'a question nobody answered',
      { kind: 'control', isAsked: true, answer: null },
      'unproven',
      /Not answered since/,
    ],
    [
      'a question answered badly',
      { kind: 'control', isAsked: true, answer: { at: now, outcome: 'warn', hasEvidence: true } },
      'unproven',
      /Answered “warn”/,
    ],
    [
      'a question answered without evidence',
      { kind: 'control', isAsked: true, answer: { at: now, outcome: 'pass', hasEvidence: false } },
      'unproven',
      /without evidence/,
    ],
    [
      'a question answered with evidence',
      { kind: 'control', isAsked: true, answer: { at: now, outcome: 'pass', hasEvidence: true } },
      'proven',
      /Answered “pass” with evidence/,
    ],
    [
      'a rule that never rang',
      { kind: 'alert-rule', acted: null, fired: 0 },
      'unproven',
      /has not rung since/,
    ],
    [
      'a rule that rang for nothing',
      { kind: 'alert-rule', acted: null, fired: 2 },
      'unproven',
      /rang 2 times since/,
    ],
    [
      'a rule that somebody acted on',
      { kind: 'alert-rule', acted: { at: now, note: '' }, fired: 1 },
      'proven',
      /somebody acted/,
    ],
  ])('%s', (_, facts, state, sentence) => {
    const judged = judge(facts)
    expect(judged.state).toBe(state)
    expect(judged.sentence).toMatch(sentence)
    expect(judged.proof === null).toBe(state !== 'proven')
  })

  it('stays proven by what proved it, until it is gone', () => {
    expect(judge(check(), earlier)).toEqual({ state: 'proven', proof: earlier, sentence: earlier.text })
    expect(judge({ kind: 'check', check: null }, earlier)).toMatchObject({ state: 'gone', proof: earlier })
    expect(judge({ kind: 'control', isAsked: false, answer: null }, earlier).state).toBe('gone')
  })
})
