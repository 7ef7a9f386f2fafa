import { describe, expect, it } from 'vitest'
import type { CheckFact, SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, factsOf, findingFact } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { surpriseExpiry } from './surprise-expiry'

const judge = (facts: SystemFacts) => surpriseExpiry.evaluate(facts, numbersOf(surpriseExpiry))
const statusOf = (facts: SystemFacts, clause: string) =>
  judge(facts).clauses.find(({ key }) => key === clause)?.status

const address = 'orders.example.com:443'
const target = { id: 'tls', kind: 'tls', address }
const watching = (known: Partial<CheckFact> = {}) =>
  checkFact({ id: 'expiry', kind: 'tls.expiry', target, ...known })
const watched = (known: Partial<SystemFacts> = {}) =>
  factsOf({ targets: [target], checks: [watching()], ...known } as Parameters<typeof factsOf>[0])

describe('surprise expiries', () => {
  it('is unknown where nothing that ends is known', () => {
    expect(judge(factsOf())).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('it has no endpoint with TLS'),
    })
  })

  it('is clear when every endpoint is watched and nothing ended', () => {
    expect(judge(watched()).status).toBe('clear')
  })

  it('is raised by an endpoint that no check watches, whatever kind of target it is', () => {
    const url = { id: 'url', kind: 'url', address: 'https://orders.example.com/' }
    expect(judge(factsOf({ targets: [url] }))).toMatchObject({
      status: 'raised',
      sentence: 'No check watches when the certificate of orders.example.com:443 ends.',
    })
    expect(statusOf(factsOf({ targets: [url, target], checks: [watching()] }), 'unwatched')).toBe('clear')
    expect(statusOf(watched({ checks: [watching({ state: 'paused' })] }), 'unwatched')).toBe('raised')
    expect(statusOf(watched({ checks: [checkFact({ kind: 'tls.chain', target })] }), 'unwatched')).toBe(
      'raised',
    )
  })

  const ended = (age: number) => [{ checkId: 'expiry', address, expiredAt: [daysAgo(age)] }]
  const worked = (known: Parameters<typeof findingFact>[0]) => [findingFact({ checkId: 'expiry', ...known })]
  it.each([
    ['nobody worked on it', [], 'raised'],
    ['its finding was never touched', worked({ actedOnAt: null }), 'raised'],
    ['somebody began after it', worked({ actedOnAt: daysAgo(4.9) }), 'raised'],
    ['somebody began before it', worked({ actedOnAt: daysAgo(5) }), 'clear'],
    [
      'what was worked on had ended before',
      worked({ actedOnAt: daysAgo(80), endedAt: daysAgo(70) }),
      'raised',
    ],
    ['somebody worked on another check', worked({ checkId: 'other', actedOnAt: daysAgo(9) }), 'raised'],
  ])('ended five days ago, %s: %s', (_, findings, status) => {
    expect(statusOf(watched({ expiries: ended(5), findings }), 'passed')).toBe(status)
  })

  it.each([
    [90, 'raised'],
    [90.1, 'clear'],
  ])('ended unnoticed %d days ago: %s', (age, status) => {
    expect(statusOf(watched({ expiries: ended(age) }), 'passed')).toBe(status)
  })

  it.each(['unknown', 'never'] as const)('is unknown while the check is %s', (state) => {
    expect(judge(watched({ checks: [watching({ state })] }))).toMatchObject({
      status: 'unknown',
      sentence: `Whether something ended is not known: ${address} could not be asked.`,
    })
  })

  it('names what it leaves out: nobody is notified yet', () => {
    expect(surpriseExpiry.leftOut.map(({ clause }) => clause).join()).toContain('no owner was notified')
  })
})
