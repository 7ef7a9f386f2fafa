import { describe, expect, it, test } from 'vitest'
import { type ComparedReport, compareReports } from './compare-reports'
import { composeReport } from './compose-report'
import { reportNumbers } from './read-numbers'
import { factsOf, previousNumbers } from './testing/report-facts-builder'
import { decision } from './testing/report-rows'
import { reportWeeks, type WeekName } from './testing/report-weeks'

function report(name: WeekName, parts: Partial<ComparedReport> = {}): ComparedReport {
  const facts = reportWeeks[name]
  const document = composeReport(facts, { installation: 'ops.example.com' })
  return {
    title: document.title,
    scopeName: 'All systems',
    href: `/reports/${name}`,
    from: facts.period.from,
    to: facts.period.to,
    numbers: reportNumbers(facts),
    facts,
    document,
    ...parts,
  }
}

const earlier = { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z', title: 'Week 46' }

describe('a quiet week and the typical one after it', () => {
  const compared = compareReports(report('a typical week'), report('a quiet week', earlier))

  it('puts the older one first, whichever way they were asked for', () => {
    expect([compared.before.title, compared.after.title]).toEqual(['Week 46', 'Week 47, 16 to 22 Nov 2026'])
    expect(compareReports(report('a quiet week', earlier), report('a typical week'))).toEqual(compared)
  })

  it('says which numbers are better, worse and the same', () => {
    expect(compared.sentence).toBe(
      'Week 47, 16 to 22 Nov 2026 against Week 46: 1 number is better, 12 worse, 3 the same, 1 known in only one of them.',
    )
    const verdicts = Object.fromEntries(compared.numbers.map(({ key, by, verdict }) => [key, [by, verdict]]))
    expect(verdicts).toMatchObject({
      systems: [0, 'same'],
      currentChecks: [-5, 'worse'],
      redFlags: [1, 'worse'],
      closed: [7, 'better'],
      onTimePercent: [-12, 'worse'],
      medianPosture: [-6.2, 'worse'],
      alertNoisePercent: [null, 'unknown'],
      claimedBackups: [0, 'same'],
    })
  })

  it('says which flags came, and which decisions wait since', () => {
    expect(compared.flags).toEqual([
      {
        key: 'unproven-backup',
        title: 'Backups never restored',
        before: 0,
        after: 1,
        verdict: 'worse',
        href: '/red-flags/unproven-backup',
      },
    ])
    expect(compared.decisions.map(({ what }) => what)).toEqual(['new', 'new', 'new'])
  })

  it('has the sentence of each section of both', () => {
    expect(compared.sections).toHaveLength(10)
    expect(compared.sections.find(({ key }) => key === 'alerts')).toMatchObject({
      before: 'None fired.',
      isSame: false,
    })
    expect(compared.notes).toEqual([])
  })
})

test('a report against itself is the same in everything', () => {
  const compared = compareReports(report('everything on fire'), report('everything on fire'))
  expect(new Set(compared.numbers.map(({ verdict }) => verdict))).toEqual(new Set(['same']))
  expect(compared.sections.every(({ isSame }) => isSame)).toBe(true)
  expect(new Set(compared.decisions.map(({ what }) => what))).toEqual(new Set(['still']))
})

test('decisions come, stay and go', () => {
  const facts = (ids: number[]) =>
    factsOf({
      decisions: { total: ids.length, items: ids.map((number) => decision({ id: `x-${number}`, number })) },
    })
  const of = (ids: number[], parts: Partial<ComparedReport>) => {
    const made = facts(ids)
    return report('a quiet week', {
      facts: made,
      document: composeReport(made, { installation: 'x' }),
      ...parts,
    })
  }
  const { decisions } = compareReports(of([1, 2], earlier), of([2, 3], {}))
  expect(decisions.map(({ what, ask }) => `${what}: ${ask}`)).toEqual([
    'new: Fix or accept F-3 on legacy-cron?',
    'still: Fix or accept F-2 on legacy-cron?',
    'gone: Fix or accept F-1 on legacy-cron?',
  ])
})

test('what makes two reports hard to compare is said', () => {
  const before = report('a quiet week', {
    ...earlier,
    scopeName: 'Platform',
    from: '2026-10-15T23:00:00.000Z',
  })
  const after = report('a quiet week', {
    numbers: previousNumbers({ systems: 20, checks: 150, currentChecks: 148 }),
  })
  const compared = compareReports(before, after)
  expect(compared.notes).toEqual([
    'Two scopes: Platform and All systems.',
    'Two lengths: 31 days and 7 days; what is counted over the period does not compare.',
    'The number of systems changed from 18 to 20.',
  ])
  // More checks than before: more current ones are neither better nor worse.
  expect(compared.numbers.find(({ key }) => key === 'currentChecks')).toMatchObject({
    by: 2,
    verdict: 'other',
  })
})

test('a number that an older version did not keep is unknown, not zero', () => {
  const { nearLimits: _, ...older } = previousNumbers()
  const compared = compareReports(
    report('a quiet week', { ...earlier, numbers: older as ComparedReport['numbers'] }),
    report('a quiet week'),
  )
  expect(compared.numbers.find(({ key }) => key === 'nearLimits')).toMatchObject({
    before: null,
    after: 0,
    by: null,
    verdict: 'unknown',
  })
})
