import { describe, expect, it } from 'vitest'
import { explainForecast } from './explain-forecast'

const now = Date.UTC(2026, 10, 23, 12)
const at = Date.UTC(2026, 8, 3, 12)
const drawn = {
  kind: 'drawn',
  days: 61,
  measured: 60,
  weekly: false,
  newStarts: [],
  direction: 'up',
} as const
const band =
  "; the band is as wide as this series' own past forecasts were wrong, so that it holds the truth in 80 of 100 cases."

describe('the method in words', () => {
  it.each([
    ['a plain line', drawn, `Median of the slopes (Theil–Sen) of 60 days of the last 62${band}`],
    [
      'a week',
      { ...drawn, weekly: true },
      `Median of the slopes (Theil–Sen) of 60 days of the last 62, and the rhythm of the week added${band}`,
    ],
    [
      'a clean-up',
      { ...drawn, newStarts: [{ at, by: -20 }] },
      `Median of the slopes (Theil–Sen) of 60 days of the last 62, begun anew at the clean-up on Thu 3 Sept${band}`,
    ],
    [
      'a clean-up of free space',
      { ...drawn, direction: 'down' as const, newStarts: [{ at, by: 20 }] },
      `Median of the slopes (Theil–Sen) of 60 days of the last 62, begun anew at the clean-up on Thu 3 Sept${band}`,
    ],
    [
      'several',
      {
        ...drawn,
        newStarts: [
          { at: at - 1e9, by: -9 },
          { at, by: 5 },
        ],
      },
      `Median of the slopes (Theil–Sen) of 60 days of the last 62, begun anew 2 times, the last at the jump on Thu 3 Sept${band}`,
    ],
  ])('%s', (_name, basis, sentence) => {
    expect(explainForecast(basis, now)).toBe(sentence)
  })

  it('says which of the two is missing', () => {
    const basis = {
      kind: 'too-little',
      days: 30,
      neededDays: 14,
      measured: 5,
      neededMeasurements: 8,
    } as const
    expect(explainForecast(basis, now)).toBe(
      'Not enough history: 5 of 8 days with a measurement. It fills by itself.',
    )
  })
})
