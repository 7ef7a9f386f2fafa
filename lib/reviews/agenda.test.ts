import { describe, expect, it, test } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { type AgendaInput, agendaParts, buildAgenda } from './agenda'
import { linesPerPart } from './agenda-line'

const now = new Date('2026-11-23T10:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const facts = (change: Partial<SystemFacts> = {}): SystemFacts =>
  ({
    now,
    system: {
      id: 's',
      name: 'orders-db',
      timeZone: 'Europe/Berlin',
      createdAt: ago(400),
      editedAt: ago(400),
    },
    targets: [],
    checks: [],
    findings: [],
    tasks: [],
    drills: [],
    migrations: [],
    alerts: [],
    dependencies: [],
    dependents: [],
    reviewedAt: null,
    disks: [],
    ...change,
  }) as unknown as SystemFacts
const input = (change: Partial<AgendaInput> = {}): AgendaInput => ({
  now,
  since: ago(90),
  facts: facts(),
  flags: [],
  exclusions: [],
  standing: [],
  evidence: [],
  core: [],
  incidents: [],
  reproofs: [],
  checklist: null,
  people: new Map([['p', 'R. Okafor']]),
  ...change,
})
const sentences = (key: (typeof agendaParts)[number][0], change: Partial<AgendaInput>) =>
  buildAgenda(input(change))
    .parts.find((part) => part.key === key)
    ?.lines.map(({ sentence }) => sentence)

const finding = (change: object) => ({
  number: 12,
  title: 'Disk fills',
  severity: 'high',
  state: 'open',
  ownerId: 'p',
  firstSeen: ago(200),
  due: ago(-7),
  endedAt: null,
  acceptance: null,
  ...change,
})
const alert = (rule: string, outcome: string, days = 10) => ({ rule, outcome, firedAt: ago(days) })
const withFacts = (change: object) => ({ facts: facts(change as Partial<SystemFacts>) })

test('has its parts in their order, also when there is nothing to say', () => {
  expect(buildAgenda(input()).parts.map(({ key }) => key)).toEqual(agendaParts.map(([key]) => key))
})

describe('changes', () => {
  it('count from the last review on', () => {
    expect(
      sentences('changes', {
        ...withFacts({
          migrations: [
            { kind: 'migration', title: 'to the new host', happenedAt: ago(20) },
            { kind: 'restore', title: 'long ago', happenedAt: ago(120) },
          ],
          checks: [
            { id: 'a', name: 'Disk', createdAt: ago(3), state: 'ok' },
            { id: 'b', name: 'Backup', createdAt: ago(300), state: 'paused' },
          ],
          findings: [
            finding({ firstSeen: ago(3) }),
            finding({ firstSeen: ago(3), severity: 'low' }),
            finding({ endedAt: ago(2) }),
          ],
        }),
        checklist: 'The questions were changed.',
      }),
    ).toEqual([
      'The questions were changed.',
      'Migrated on Tue 3 Nov: to the new host',
      '1 check was added: Disk.',
      'Check Backup is paused.',
      '2 findings were opened, 1 of them high or critical.',
      '1 finding was closed.',
    ])
  })

  it('of a first review are those of 90 days', () => {
    const migrations = [{ kind: 'migration', title: 'then', happenedAt: ago(80) }]
    expect(sentences('changes', { since: null, ...withFacts({ migrations }) })).toHaveLength(1)
    expect(buildAgenda(input({ since: null })).since).toBeNull()
  })
})

test('red flags: raised before unknown, clear ones not at all', () => {
  expect(
    sentences('red-flags', {
      flags: [
        { title: 'A', status: 'unknown', sentence: 'No data.' },
        { title: 'B', status: 'clear', sentence: 'Fine.' },
        { title: 'C', status: 'raised', sentence: '101 d > 35 d.' },
      ],
    }),
  ).toEqual(['C: raised. 101 d > 35 d.', 'A: unknown. No data.'])
})

test('what ends within 90 days, the first end first; what has ended is told apart', () => {
  expect(
    sentences('expiring', {
      ...withFacts({
        findings: [finding({ state: 'accepted', acceptance: { until: ago(-30), approvedAt: ago(10) } })],
      }),
      exclusions: [
        { question: 'Any queue?', until: ago(-10), reason: 'none here' },
        { question: 'Later?', until: ago(-200), reason: 'x' },
      ],
      evidence: [{ id: 'e', title: 'Restore log', validUntil: ago(2) }],
      standing: [
        {
          question: 'Who has access?',
          freshness: 'due-soon',
          outcome: 'pass',
          validUntil: ago(-5),
          isSuggested: false,
        },
      ],
    }),
  ).toEqual([
    'Evidence ended on Sat 21 Nov: Restore log',
    'Answer ends on Sat 28 Nov: Who has access?',
    '“Does not apply” ends on Thu 3 Dec: Any queue? (none here)',
    'Accepted risk F-12 ends on Wed 23 Dec: Disk fills',
  ])
})

test('unknown: checks and answers that nobody can rely on, but not what data answer now', () => {
  const standing = (
    question: string,
    freshness: 'never' | 'stale' | 'fresh',
    outcome: string,
    isSuggested = false,
  ) => ({
    question,
    freshness,
    outcome,
    validUntil: null,
    isSuggested,
  })
  expect(
    sentences('unknown', {
      ...withFacts({
        checks: [{ id: 'a', name: 'Disk', createdAt: ago(99), state: 'unknown', reason: 'no answer' }],
      }),
      standing: [
        standing('One?', 'never', 'unknown'),
        standing('Two?', 'stale', 'unknown'),
        standing('Three?', 'fresh', 'unknown'),
        standing('Four?', 'fresh', 'pass'),
        standing('Five?', 'never', 'unknown', true),
      ],
    }),
  ).toEqual([
    'Check Disk: unknown, no answer',
    'Never answered: One?',
    'Answered too long ago: Two?',
    'Nobody knew: Three?',
  ])
})

test('alerts: how many were needed, and which rule cries wolf', () => {
  expect(sentences('alerts', {})).toEqual(['No alert was recorded in this time.'])
  const alerts = [
    alert('disk', 'needed-nothing'),
    alert('disk', 'needed-nothing'),
    alert('disk', 'acted'),
    alert('login', 'too-late'),
    alert('old', 'needed-nothing', 100),
  ]
  expect(sentences('alerts', withFacts({ alerts }))).toEqual([
    '4 fired: 1 acted on, 2 needed nothing, 1 came too late, 0 without a record of what became of it.',
    'disk: 2 of 3 needed nothing.',
  ])
})

test('the four core questions: what is new, what is gone, what is missing', () => {
  const core = [
    { question: 'accumulates', what: 'logs', createdAt: ago(10), endedAt: null },
    { question: 'expires', what: 'a key', createdAt: ago(200), endedAt: null },
    { question: 'drifts', what: 'a replica', createdAt: ago(200), endedAt: ago(5) },
  ]
  expect(sentences('core', { core })).toEqual([
    'Drifts: nothing is named yet.',
    'Breaks silently: nothing is named yet.',
    'Accumulates: logs',
    'No longer drifts: a replica',
  ])
})

test('actions: open findings by their date, with who answers for them', () => {
  const findings = [
    finding({ number: 1, due: ago(-60) }),
    finding({ number: 2, due: ago(3), ownerId: null, severity: 'critical' }),
    finding({ number: 3, state: 'verified' }),
  ]
  expect(sentences('actions', withFacts({ findings }))).toEqual([
    'F-2 (critical) Disk fills · nobody, overdue since Fri 20 Nov',
    'F-1 (high) Disk fills · R. Okafor, due Fri 22 Jan 2027',
  ])
})

test('a long part keeps its first lines and says how many there are', () => {
  const reproofs = Array.from({ length: 40 }, (_, index) => ({ question: `Question ${index}?` }))
  const part = buildAgenda(input({ reproofs })).parts.find(({ key }) => key === 'reproofs')
  expect([part?.lines.length, part?.total]).toEqual([linesPerPart, 40])
})

describe('incidents', () => {
  const incident = {
    number: 3,
    title: 'Orders failed',
    severity: 'critical',
    detectedBy: 'users',
    startedAt: ago(10),
    detectedAt: new Date(ago(10).getTime() + 21 * 60_000),
    state: 'open',
    proven: 1,
    preventions: 2,
  }

  it('say who noticed them and how their prevention stands', () => {
    expect(sentences('incidents', { incidents: [incident] })).toEqual([
      'I-3 (critical, Fri 13 Nov) Orders failed: noticed by users after 21 min; 1 of 2 preventions proven.',
    ])
    const bare = { ...incident, proven: 0, preventions: 0, detectedBy: 'us', detectedAt: incident.startedAt }
    expect(sentences('incidents', { incidents: [bare] })?.[0]).toMatch(
      /noticed by us at once; nothing is linked yet that would have prevented it\.$/,
    )
    expect(sentences('incidents', { incidents: [{ ...bare, state: 'closed' }] })?.[0]).toMatch(
      /closed as not preventable\.$/,
    )
  })

  it('of earlier quarters stay while they are open, beside the word that none was added', () => {
    expect(sentences('incidents', { incidents: [{ ...incident, startedAt: ago(200) }] })).toHaveLength(2)
    expect(sentences('incidents', {})).toEqual(['No incident was recorded in this time.'])
  })
})
