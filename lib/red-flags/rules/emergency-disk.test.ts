import { describe, expect, it } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, diskSeries, factsNow, factsOf } from '@/scripts/testing/facts-fixture'
import { numbersOf } from '../define-rule'
import { emergencyDisk } from './emergency-disk'

const judge = (facts: SystemFacts, numbers = {}) =>
  emergencyDisk.evaluate(facts, numbersOf(emergencyDisk, numbers))
const statusOf = (facts: SystemFacts, clause: string) =>
  judge(facts).clauses.find(({ key }) => key === clause)?.status
const checks = [checkFact({ kind: 'host.disk_free', name: 'Disk space' })]
const host = { kind: 'host' }
const withDisk = (used: number[], known = {}) =>
  factsOf({ system: host, checks, disks: [diskSeries(used, known)] })

describe('disk emergencies', () => {
  it('is clear while the disk has room', () => {
    expect(judge(withDisk([60, 70, 94.9])).status).toBe('clear')
  })

  it.each([
    [94.9, 'clear'],
    [95, 'raised'],
  ])('%d %% of 95: %s', (used, status) => {
    expect(statusOf(withDisk([60, used, 60]), 'crossed')).toBe(status)
  })

  it.each([
    [90, 'raised'],
    [91, 'clear'],
  ])('critical %i days ago: %s', (age, status) => {
    const hours = [{ at: daysAgo(age), min: 96, max: 96, last: 96 }]
    expect(statusOf(withDisk([60], { hours }), 'crossed')).toBe(status)
  })

  const fell = (from: number, to: number, hours: number) => [
    from,
    ...Array.from({ length: hours - 1 }, () => from - 1),
    to,
  ]
  it.each([
    [fell(95, 80, 1), 'raised'],
    [fell(95, 80.1, 1), 'clear'],
    [fell(96, 81, 6), 'raised'],
    [fell(96, 50, 7), 'raised'], // it was still critical an hour later
    [[96, 90, 90, 90, 90, 90, 90, 50], 'clear'], // seven hours after
    [[94, 50], 'clear'], // never critical
  ])('use of %j: %s', (used, status) => {
    expect(statusOf(withDisk(used), 'hurried-cleaning')).toBe(status)
  })

  it('is raised where nothing watches the disk', () => {
    expect(statusOf(factsOf({ system: host }), 'unwatched')).toBe('raised')
    expect(statusOf(factsOf({ system: { kind: 'database' } }), 'unwatched')).toBe('raised')
    expect(statusOf(factsOf({ system: { kind: 'backup' } }), 'unwatched')).toBe('raised')
    expect(statusOf(factsOf({ system: host, checks }), 'unwatched')).toBe('clear')
    const paused = [checkFact({ kind: 'host.disk_free', state: 'paused' })]
    expect(statusOf(factsOf({ system: host, checks: paused }), 'unwatched')).toBe('raised')
  })

  it('is unknown where nobody knows of a disk', () => {
    expect(judge(factsOf())).toMatchObject({
      status: 'unknown',
      sentence: expect.stringContaining('No check measures a disk of it'),
    })
  })

  it('is unknown while a watched disk has no samples or no limit', () => {
    expect(judge(factsOf({ system: host, checks }))).toMatchObject({
      status: 'unknown',
      sentence: 'No disk of it was measured: whether one ran full is not known.',
    })
    expect(judge(withDisk([99], { failAt: null }))).toMatchObject({
      status: 'unknown',
      sentence: '/var: no critical limit is known yet.',
    })
  })

  const inDays = (days: number) => new Date(factsNow.getTime() + days * 86_400_000)
  it.each([
    ['reaches it in 14 days', { status: 'reaches', earliest: inDays(14) }, 'raised'],
    ['reaches it in 15 days', { status: 'reaches', earliest: inDays(15) }, 'clear'],
    ['is there', { status: 'reached', earliest: inDays(0) }, 'raised'],
    ['does not reach it', { status: 'steady', earliest: null }, 'clear'],
    ['moves away from it', { status: 'away', earliest: null }, 'clear'],
    ['is too young', { status: 'too-little-history', earliest: null }, 'unknown'],
    ['was not measured lately', { status: 'no-data', earliest: null }, 'unknown'],
    ['was never forecast', null, 'unknown'],
  ] as const)('a disk whose forecast %s: %s', (_name, forecast, status) => {
    expect(statusOf(withDisk([60], { forecast }), 'forecast')).toBe(status)
  })

  it('follows its own number of days, and names the disk and the day', () => {
    const forecast = { status: 'reaches', earliest: inDays(20) } as const
    expect(judge(withDisk([60], { forecast }), { forecastDays: 30 }).sentence).toBe(
      'Critical within 30 d by the forecast: /var from Sun 13 Dec.',
    )
  })

  it('says its real numbers', () => {
    expect(factsNow.toISOString()).toContain('2026-11-23')
    expect(judge(withDisk([97, 70])).sentence).toBe(
      'Critical in 90 d: /var 97 % on Mon 23 Nov, limit 95 %. Cleaned in a hurry: /var fell by 27 points within 6 h on Mon 23 Nov.',
    )
  })
})
