import { describe, expect, test } from 'vitest'
import { judgeApproval, latestEnd, refuseEnd } from './acceptance-rules'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('how long a risk may be accepted', () => {
  test.each([
    ['critical', 30],
    ['high', 90],
    ['medium', 180],
    ['low', 365],
  ] as const)('%s: %i days', (severity, days) => {
    expect(latestEnd(severity, now)).toEqual(inDays(days))
    expect(refuseEnd(severity, inDays(days), now)).toBeNull()
    expect(refuseEnd(severity, inDays(days + 2), now)).toContain(`at most ${days} days`)
    expect(refuseEnd(severity, now, now)).toContain('future')
    expect(refuseEnd(severity, inDays(-1), now)).toContain('future')
  })
})

describe('who may approve', () => {
  test.each([
    ['critical', 'other', 5, true, false],
    ['critical', 'self', 5, false, false],
    ['high', 'self', 2, false, false],
    ['high', 'self', 1, true, true],
    ['critical', 'self', 1, true, true],
    ['medium', 'self', 5, true, true],
    ['low', 'self', 5, true, true],
    ['low', 'other', 5, true, false],
  ] as const)('%s by %s of %i: %s, stamped %s', (severity, who, activePeople, allowed, selfApproved) => {
    const judged = judgeApproval({
      severity,
      requesterId: 'a',
      approverId: who === 'self' ? 'a' : 'b',
      activePeople,
    })
    expect(judged.allowed).toBe(allowed)
    if (judged.allowed) expect(judged.selfApproved).toBe(selfApproved)
    else expect(judged.reason).toContain('second person')
  })
})
