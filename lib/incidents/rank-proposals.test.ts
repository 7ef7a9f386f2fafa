import { describe, expect, it } from 'vitest'
import { type KnownBefore, rankProposals } from './rank-proposals'

const startedAt = new Date('2026-11-14T02:10:00Z')
const hoursAhead = (hours: number) => new Date(startedAt.getTime() - hours * 3_600_000)
const nothing: KnownBefore = {
  findings: [],
  tasks: [],
  flags: [],
  limits: [],
  forecasts: [],
  changes: [],
  alerts: [],
  controls: [],
}
const incident = {
  title: 'Orders failed',
  detail: 'The disk of orders-db was full.',
  startedAt,
  systemId: 's1',
}
const rank = (known: Partial<KnownBefore>) => rankProposals({ ...nothing, ...known }, incident, 'UTC')
const finding = (over: Partial<KnownBefore['findings'][number]> = {}) => ({
  number: 12,
  title: 'Certificate ends',
  severity: 'high',
  firstSeen: hoursAhead(480),
  due: hoursAhead(72),
  checkId: 'c1',
  isAccepted: false,
  ...over,
})
const limit = { checkId: 'c9', name: 'Latency', verdict: 'fail', at: hoursAhead(2), reason: '900 ms' }

describe('what may have pointed at an incident', () => {
  it('is nothing where nothing was known', () => {
    expect(rank({})).toEqual([])
  })

  it('says in numbers what was known, and fills the form of a prevention', () => {
    expect(rank({ findings: [finding()] })).toMatchObject([
      {
        sentence: 'F-12 (high) was open for 20 d: Certificate ends',
        why: 'It was 3 d past its date.',
        href: '/findings/12',
        use: { how: 'check', what: 'c1' },
      },
    ])
    expect(
      rank({ tasks: [{ id: 't1', title: 'Purge archives', tier: 'weekly', dueAt: hoursAhead(240) }] })[0],
    ).toMatchObject({
      sentence: 'The weekly task “Purge archives” was 10 d overdue',
      use: { how: 'task', what: 't1' },
    })
    expect(
      rank({ alerts: [{ rule: 'DiskFull', firedAt: hoursAhead(1), outcome: 'too-late' }] })[0]?.sentence,
    ).toBe('DiskFull rang too late 1 h before')
    expect(
      rank({
        changes: [{ checkId: null, what: 'max_wal_size 1GB → 64GB', place: 'db:5432', at: hoursAhead(3) }],
      })[0],
    ).toMatchObject({ use: { how: 'new-task', what: '' } })
    expect(
      rank({
        forecasts: [
          { checkId: 'c2', resource: '/var', earliest: hoursAhead(24), computedAt: hoursAhead(96) },
        ],
      })[0]?.sentence,
    ).toBe('The forecast had said that /var may reach its limit from Fri 13 Nov on')
  })

  it('does not call before what came while it went on', () => {
    const [failed] = rank({ limits: [{ ...limit, at: hoursAhead(-0.25) }] })
    expect(failed?.sentence).toBe('“Latency” failed 15 min after: 900 ms')
    expect(failed?.why).toBe('A limit was crossed before anybody noticed, and nobody was told.')
    expect(failed?.use.why).toBe(
      'It failed 15 min after it began; somebody who was told would have known then.',
    )
    const [warned] = rank({ limits: [{ ...limit, verdict: 'warn' }] })
    expect(warned?.use).toMatchObject({
      title: 'Latency: tell somebody when it warns',
      why: 'It warned 2 h before it began; somebody who was told would have had that time.',
    })
    const change = { checkId: null, what: 'archive off → on', place: 'db:5432' }
    expect(rank({ changes: [{ ...change, at: hoursAhead(-0.5) }] })[0]).toMatchObject({
      sentence: 'Nobody had announced this change 30 min after: archive off → on at db:5432',
      use: { why: 'It was seen 30 min after it began, and nobody had said so.' },
    })
  })

  it('has what was nearer and worse first', () => {
    const order = rank({
      findings: [
        finding({ number: 1, severity: 'low', due: hoursAhead(-24) }),
        finding({ number: 2, severity: 'critical' }),
      ],
      controls: [{ key: 'backup.runs', question: 'Does it run?', outcome: 'warn' }],
      limits: [limit, { ...limit, checkId: 'c8', at: hoursAhead(300), verdict: 'warn' }],
    }).map(({ source, key }) => `${source} ${key}`)
    expect(order).toEqual(['findings 2', 'limits c9', 'limits c8', 'findings 1', 'controls backup.runs'])
  })

  it('has what speaks of the same thing further up, and says so', () => {
    const [first, second] = rank({
      limits: [
        limit,
        { ...limit, checkId: 'c7', name: 'Free space of the disk', verdict: 'warn', at: hoursAhead(3) },
      ],
    })
    expect(first).toMatchObject({ key: 'c7' })
    expect(first?.why).toMatch(/It speaks of disk, as the incident does\./)
    expect(second?.why).not.toMatch(/speaks of/)
  })
})
