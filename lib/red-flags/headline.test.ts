import { describe, expect, it } from 'vitest'
import { redFlagsHeadline, unknownSentence } from './headline'
import { effectOf, effectSentence } from './rule-effect'

const flag = (title: string, raised: number, unknown: number, clear: number) => ({
  title,
  counts: { raised, unknown, clear },
  raised: raised > 0 ? [{ name: 'orders-db' }] : [],
})
const coverage = { systems: 18, judged: 18 }
const headline = (flags: ReturnType<typeof flag>[], over: object = {}) =>
  redFlagsHeadline({ flags, coverage, evaluated: '06:00', ageSeconds: 600, ...over })

describe('the headline of the red flags', () => {
  it.each([
    [
      [flag('Backups never restored', 1, 0, 17), flag('B', 0, 0, 18)],
      '1 of 2 raised: backups never restored (orders-db)',
    ],
    [
      [
        flag('A', 1, 0, 17),
        flag('Backups never restored', 5, 0, 13),
        flag('C', 1, 0, 17),
        flag('D', 1, 3, 14),
      ],
      '4 of 4 raised: backups never restored (orders-db and 4 more); a (orders-db); and 2 more',
    ],
    [[flag('A', 0, 0, 18), flag('B', 0, 0, 18)], '2 of 2 clear, evaluated 06:00, 18 of 18 systems covered'],
    [[flag('A', 0, 2, 16), flag('B', 0, 0, 18)], 'None of 2 raised, but 1 not known everywhere'],
    [[], 'Every rule is switched off'],
  ])('%#', (flags, sentence) => {
    expect(headline(flags)).toBe(sentence)
  })

  it('never says all clear of systems that were not judged', () => {
    const flags = [flag('A', 0, 0, 17)]
    expect(headline(flags, { coverage: { systems: 18, judged: 17 } })).toBe(
      'None of 1 raised, but not all systems are judged yet',
    )
    expect(headline(flags, { coverage: { systems: 0, judged: 0 } })).toBe(
      'No system yet that could raise a flag',
    )
  })

  it('calls nothing clear that was judged long ago: the worker may be dead', () => {
    const flags = [flag('A', 0, 0, 18), flag('B', 0, 0, 18)]
    expect(headline(flags, { ageSeconds: 3_600 })).toContain('2 of 2 clear')
    expect(headline(flags, { ageSeconds: 3 * 86_400 })).toBe(
      'None of 2 was raised, but the last judgement is 3 d old',
    )
  })

  it('counts apart what is not known', () => {
    expect(unknownSentence([flag('A', 1, 0, 17)])).toBe('')
    expect(unknownSentence([flag('Disk full', 1, 1, 16), flag('Alerts', 0, 3, 15)])).toBe(
      'Not known, and so not clear: disk full (1 system), alerts (3).',
    )
  })
})

describe('the effect of other numbers', () => {
  const fates = [
    { name: 'orders', before: 'clear', after: 'raised' },
    { name: 'stock', before: 'raised', after: 'raised' },
    { name: 'mail', before: 'raised', after: 'clear' },
    { name: 'wiki', before: 'unknown', after: 'unknown' },
  ] as const

  it('names who is raised and who no longer is', () => {
    expect(effectSentence(effectOf(fates, true))).toBe(
      '2 → 2 raised: also orders, no longer mail. 1 unknown, 1 clear.',
    )
  })

  it('of a rule that is off has no before', () => {
    const off = fates.map((fate) => ({ ...fate, before: null }))
    expect(effectSentence(effectOf(off, false))).toBe('2 raised: orders, stock. 1 unknown, 1 clear.')
  })

  it('may be none', () => {
    const same = fates.map((fate) => ({ ...fate, after: fate.before }))
    expect(effectSentence(effectOf(same, true))).toBe('2 → 2 raised: the same systems. 1 unknown, 1 clear.')
    expect(effectSentence(effectOf([], true))).toBe('There is no system yet that it could judge.')
  })
})
