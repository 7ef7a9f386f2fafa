import { describe, expect, it } from 'vitest'
import { type MeasuredTimes, timesOverTime } from './times-over-time'

const now = new Date('2026-11-23T12:00:00Z')
const reader = { zone: 'UTC', now }
const restore = (day: string, minutes: number, lostMinutes: number | null): MeasuredTimes => ({
  startedAt: new Date(`2026-${day}T03:00:00Z`),
  durationSeconds: minutes * 60,
  dataLossSeconds: lostMinutes === null ? null : lostMinutes * 60,
})
const nothing = { rtoMinutes: null, rpoMinutes: null }
const three = [restore('11-02', 10, 30), restore('11-09', 12, null), restore('11-16', 45, 90)]

describe('what restores took and lost over time', () => {
  it('stands beside what is declared, and says how often it was too much', () => {
    const [took, lost] = timesOverTime(three, { rtoMinutes: 30, rpoMinutes: 60 }, reader)
    expect(took).toMatchObject({
      name: 'Recovery time',
      unit: 's',
      from: Date.parse('2026-11-02T03:00:00Z'),
      to: now.getTime(),
      limits: [{ value: 1_800, label: 'declared 30 min', tone: 'fail' }],
      summary:
        '3 restores since Mon 2 Nov took 10 min to 45 min, the newest 45 min; 30 min are declared (RTO), and one took longer.',
    })
    expect(took?.points.map(([, value]) => value)).toEqual([600, 720, 2_700])
    // One of them does not know how far it was behind.
    expect(lost?.points.map(([, value]) => value)).toEqual([1_800, 5_400])
    expect(lost?.summary).toBe(
      '2 restores since Mon 2 Nov were behind by 30 min to 90 min, the newest by 90 min; 60 min are declared as tolerable (RPO), and one was behind by more.',
    )
  })

  it('says that nothing is declared, and draws no limit', () => {
    const [took, lost] = timesOverTime(three.slice(0, 2), nothing, reader)
    expect(took?.limits).toEqual([])
    expect(took?.summary).toBe(
      '2 restores since Mon 2 Nov took 10 min to 12 min, the newest 12 min; no time is declared for it (RTO).',
    )
    expect(lost).toBeUndefined()
  })

  it('says a spread only where there is one, and nothing of one restore or of one day', () => {
    const same = [restore('11-02', 10, 5), restore('11-09', 10, 5)]
    expect(timesOverTime(same, { rtoMinutes: 30, rpoMinutes: null }, reader)[0]?.summary).toBe(
      '2 restores since Mon 2 Nov took 10 min, the newest 10 min; 30 min are declared (RTO).',
    )
    expect(timesOverTime(three.slice(0, 1), nothing, reader)).toEqual([])
    const sameDay = [
      restore('11-02', 10, 5),
      { ...restore('11-02', 12, 5), startedAt: new Date('2026-11-02T20:00:00Z') },
    ]
    expect(timesOverTime(sameDay, nothing, reader)).toEqual([])
    expect(timesOverTime([], nothing, reader)).toEqual([])
  })
})
