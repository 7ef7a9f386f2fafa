import { describe, expect, it } from 'vitest'
import { type CountedAlert, shareOf, shareSentence, sharesByRule } from './alert-shares'

const alert = (over: Partial<CountedAlert> = {}): CountedAlert => ({
  rule: 'DiskFull',
  class: 'attention',
  firedAt: '2026-11-20T12:00:00.000Z',
  acknowledgedAt: null,
  outcome: 'acted',
  snoozeCount: 0,
  ...over,
})
const taken = (minutes: number) =>
  alert({ acknowledgedAt: new Date(Date.UTC(2026, 10, 20, 12, minutes)).toISOString() })

describe('shares of alerts', () => {
  it('count what became of them', () => {
    const alerts = [
      alert(),
      alert({ outcome: 'needed-nothing', snoozeCount: 2 }),
      alert({ outcome: 'too-late', snoozeCount: 1 }),
      alert({ outcome: 'unknown' }),
    ]
    expect(shareOf(alerts)).toEqual({
      fired: 4,
      acted: 1,
      neededNothing: 1,
      tooLate: 1,
      unknown: 1,
      snoozes: 3,
      medianAckSeconds: null,
    })
  })

  it.each([
    [[5], 300],
    [[1, 3], 120],
    [[1, 2, 50], 120],
  ])(
    'of alerts taken after %j min has the median %i s, without those that nobody timed',
    (minutes, median) => {
      expect(shareOf([...minutes.map(taken), alert()]).medianAckSeconds).toBe(median)
    },
  )

  it('stand by rule, most useless first', () => {
    const alerts = [
      alert(),
      alert(),
      alert({ rule: 'Slow', outcome: 'needed-nothing' }),
      alert({ rule: 'A' }),
    ]
    expect(sharesByRule(alerts).map(({ rule }) => rule)).toEqual(['Slow', 'DiskFull', 'A'])
  })

  it('are one sentence', () => {
    expect(shareSentence(shareOf([]))).toBe('No alert of the last 4 weeks is recorded')
    expect(shareSentence(shareOf([alert(), alert({ outcome: 'needed-nothing' })]))).toBe(
      '2 fired in 4 weeks, 1 needed nothing',
    )
    expect(shareSentence(shareOf([alert({ outcome: 'unknown' })]))).toBe(
      '1 fired in 4 weeks, 0 needed nothing, of 1 nobody wrote down what became',
    )
  })
})
