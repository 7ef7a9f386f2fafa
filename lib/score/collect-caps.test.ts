import { expect, test } from 'vitest'
import { type CappingFinding, collectCaps } from './collect-caps'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const finding = (over: Partial<CappingFinding>): CappingFinding => ({
  number: 12,
  severity: 'critical',
  state: 'open',
  due: inDays(5),
  isCovered: false,
  ...over,
})

test.each<[string, Partial<CappingFinding>, number | null]>([
  ['open critical', {}, 59],
  ['critical in progress', { state: 'in-progress' }, 59],
  ['critical resolved, not yet proved', { state: 'resolved' }, 59],
  ['critical accepted', { state: 'accepted', isCovered: true }, 79],
  ['critical whose acceptance has expired', { state: 'accepted', isCovered: false }, 59],
  ['critical verified', { state: 'verified' }, null],
  ['critical duplicate', { state: 'duplicate' }, null],
  ['critical false positive', { state: 'false-positive' }, null],
  ['high in time', { severity: 'high' }, null],
  ['high past its date', { severity: 'high', due: inDays(-1) }, 79],
  ['high past its date but resolved', { severity: 'high', due: inDays(-1), state: 'resolved' }, null],
  ['high accepted', { severity: 'high', due: inDays(-1), state: 'accepted', isCovered: true }, null],
  ['medium past its date', { severity: 'medium', due: inDays(-100) }, null],
])('%s', (_what, over, at) => {
  expect(collectCaps([finding(over)], now)[0]?.at ?? null).toBe(at)
})

test('the lowest first, then by number, and no more than say something', () => {
  const caps = collectCaps(
    [
      finding({ number: 9, severity: 'high', due: inDays(-1) }),
      finding({ number: 30 }),
      finding({ number: 7 }),
      ...Array.from({ length: 40 }, (_, index) => finding({ number: 100 + index })),
    ],
    now,
  )
  expect(caps).toHaveLength(20)
  expect(caps.slice(0, 3).map(({ finding: number }) => number)).toEqual([7, 30, 100])
})
