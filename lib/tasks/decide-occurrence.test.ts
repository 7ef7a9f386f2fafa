import { describe, expect, it } from 'vitest'
import { decideOccurrence, type OccurrenceFacts } from './decide-occurrence'
import { type OccurrenceAction, occurrenceAction } from './schema'

const at = (hours: number) => new Date(Date.UTC(2026, 10, 23, hours))
const now = at(13)
const context = { now, viewerId: 'me', timeZone: 'Europe/Berlin' }
const task: OccurrenceFacts['task'] = {
  tier: 'weekly',
  anchor: 'scheduled',
  automation: 'manual',
  evidencePolicy: 'optional',
  measureLabel: null,
}
const facts: OccurrenceFacts = {
  state: 'pending',
  inPause: false,
  periodStart: at(2),
  periodEnd: at(170),
  scheduledAt: at(2),
  dueAt: at(74),
  blockedReason: null,
  snoozeCount: 1,
  claimedById: null,
  startedAt: null,
  earlierOpen: false,
  task,
}

// Through the schema, as a form sends it.
const said = (action: Record<string, unknown>): OccurrenceAction =>
  occurrenceAction.parse({ revision: '1', ...action })
const decide = (action: Record<string, unknown>, over: Partial<OccurrenceFacts> = {}) =>
  decideOccurrence({ ...facts, ...over }, said(action), context)
const record = { do: 'record', result: 'done', measure: '', minutes: '' }

describe('what is allowed', () => {
  it.each<[string, Record<string, unknown>, Partial<OccurrenceFacts>, object]>([
    ['claiming', { do: 'claim' }, {}, { state: 'in-progress', claimedById: 'me', startedAt: now }],
    [
      'claiming what began before',
      { do: 'claim' },
      { startedAt: at(5) },
      { state: 'in-progress', claimedById: 'me', startedAt: at(5) },
    ],
    [
      'giving back what somebody else took',
      { do: 'release' },
      { state: 'in-progress', claimedById: 'you' },
      { state: 'pending', claimedById: null, startedAt: null },
    ],
    ['blocking', { do: 'block', reason: 'no access' }, {}, { blockedReason: 'no access' }],
    ['unblocking', { do: 'unblock' }, { blockedReason: 'no access' }, { blockedReason: null }],
    [
      'snoozing until a day begins in the zone of who reads',
      { do: 'snooze', until: '2026-11-25' },
      {},
      { snoozedUntil: new Date('2026-11-24T23:00:00Z'), snoozeCount: 2 },
    ],
    [
      'skipping',
      { do: 'skip', reason: 'the table is gone' },
      {},
      { state: 'skipped', skipReason: 'the table is gone' },
    ],
    [
      'recording in time',
      { ...record, minutes: '7' },
      {},
      { state: 'done', onTime: true, minutes: 7, measure: null, note: null },
    ],
    ['recording at the deadline', record, { dueAt: now }, { onTime: true }],
    ['recording late', record, { dueAt: at(12) }, { onTime: false }],
    [
      'recording zero',
      { ...record, measure: '0' },
      { task: { ...task, measureLabel: 'Errors' } },
      { measure: 0 },
    ],
    ['recording ends what held it up', record, { blockedReason: 'no access' }, { blockedReason: null }],
    [
      'recording the next period ahead',
      record,
      { scheduledAt: at(20), periodStart: at(20), periodEnd: at(188) },
      { state: 'done' },
    ],
  ])('%s', (_what, action, over, update) => {
    expect(decide(action, over)).toMatchObject({ update })
  })
})

describe('what is refused', () => {
  it.each<[string, Record<string, unknown>, Partial<OccurrenceFacts>, RegExp]>([
    ['what ended', { do: 'claim' }, { state: 'done' }, /ended already: done/],
    ['what was skipped', record, { state: 'skipped' }, /ended already: skipped/],
    ['what a pause left out', record, { state: 'skipped', inPause: true }, /A pause left this period out/],
    [
      'claiming twice',
      { do: 'claim' },
      { state: 'in-progress', claimedById: 'me' },
      /You have taken this already/,
    ],
    [
      'claiming what another does',
      { do: 'claim' },
      { state: 'in-progress', claimedById: 'you' },
      /Give it back first/,
    ],
    ['giving back what nobody took', { do: 'release' }, {}, /Nobody has taken this/],
    ['unblocking what is free', { do: 'unblock' }, {}, /Nothing blocks/],
    ['snoozing to today', { do: 'snooze', until: '2026-11-23' }, {}, /Choose tomorrow or later/],
    ['snoozing into the next period', { do: 'snooze', until: '2026-12-01' }, {}, /next period begins/],
    [
      'snoozing for months what counts from completion',
      { do: 'snooze', until: '2027-01-15' },
      { task: { ...task, anchor: 'completed' } },
      /Choose an earlier day/,
    ],
    ['snoozing until 30 February', { do: 'snooze', until: '2027-02-30' }, {}, /does not exist.*2026-11-30/],
    [
      'snoozing monthly work without a reason',
      { do: 'snooze', until: '2026-11-25' },
      { task: { ...task, tier: 'monthly' } },
      /monthly task needs a reason, e\.g\./,
    ],
    [
      'snoozing quarterly work without a reason',
      { do: 'snooze', until: '2026-11-25', reason: ' ' },
      { task: { ...task, tier: 'quarterly' } },
      /needs a reason/,
    ],
    [
      'ticking what a check does',
      record,
      { task: { ...task, automation: 'check' } },
      /A check does this task/,
    ],
    [
      'a problem without words',
      { ...record, result: 'done-with-problem' },
      {},
      /Say what the problem is, e\.g\./,
    ],
    [
      'no number where one is asked for',
      record,
      { task: { ...task, measureLabel: 'Errors' } },
      /Write the number: Errors, e\.g\. 42/,
    ],
    [
      'no evidence where it is wanted',
      record,
      { task: { ...task, evidencePolicy: 'required' } },
      /wants evidence/,
    ],
    [
      'skipping ahead over an open one',
      { do: 'skip', reason: 'not needed' },
      { scheduledAt: at(20), earlierOpen: true },
      /earlier period is still open/,
    ],
    [
      'recording far ahead',
      record,
      { scheduledAt: at(200), periodStart: at(200), periodEnd: at(224) },
      /too far ahead/,
    ],
  ])('%s', (_what, action, over, sentence) => {
    expect(decide(action, over)).toMatchObject({ sentence: expect.stringMatching(sentence) })
  })

  it.each([
    [{ do: 'block', reason: '' }, 'reason', /Write it down, e\.g\./],
    [{ ...record, minutes: '0' }, 'minutes', /At least 1 minute/],
    [{ ...record, measure: 'many' }, 'measure', /number, e\.g\. 42/],
    [{ ...record, result: 'fine' }, 'result', /how it went/],
    [{ do: 'snooze', until: 'tomorrow' }, 'until', /e\.g\. 2026-11-30/],
  ])('%j, at the door', (action, field, sentence) => {
    const { error } = occurrenceAction.safeParse({ revision: '1', ...action })
    const issue = error?.issues.find(({ path }) => path[0] === field)
    expect(issue?.message).toMatch(sentence)
  })
})
