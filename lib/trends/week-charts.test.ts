import { describe, expect, it } from 'vitest'
import type { AlertFlow, FlagState, ScoreState } from './counts'
import { noGrades } from './sum-counts'
import type { KeptDay } from './view'
import { findingsChart, flagsChart, gradesChart, keptChart, medianChart, noiseChart } from './week-charts'
import { daysOf, weeksUntil } from './weeks'

// Monday to Thursday: the last of the three weeks runs.
const weeks = weeksUntil(new Date('2026-11-26T10:00:00Z'), 'UTC', 3)
const [a, b] = ['team-a', 'team-b']
const flow = (span: number, teamId: string | null, opened: number, closed: number) => ({
  span,
  teamId,
  opened,
  closed,
})

describe('opened against closed', () => {
  it.each<[string, ReturnType<typeof flow>[], string]>([
    ['nothing', [], 'Nothing was opened or closed in these 3 weeks.'],
    [
      'more opened',
      [flow(0, a, 4, 1), flow(2, b, 1, 1)],
      '5 opened, 2 closed in 3 weeks: 3 more opened than closed.',
    ],
    ['more closed', [flow(1, a, 1, 9)], '1 opened, 9 closed in 3 weeks: 8 more closed than opened.'],
    ['equal', [flow(1, null, 2, 2)], '2 opened, 2 closed in 3 weeks: as many opened as closed.'],
  ])('%s', (_name, rows, sentence) => {
    expect(findingsChart(weeks, rows, 'all').summary).toBe(sentence)
  })

  it('counts the chosen team alone, and systems of no team as a choice of their own', () => {
    const rows = [flow(0, a, 4, 1), flow(0, b, 7, 0), flow(1, null, 2, 0)]
    const opened = (choice: Parameters<typeof findingsChart>[2]) =>
      findingsChart(weeks, rows, choice).series[0]?.values
    expect(opened('all')).toEqual([11, 2, 0])
    expect(opened({ teamId: a })).toEqual([4, 0, 0])
    expect(opened({ teamId: null })).toEqual([0, 2, 0])
  })

  it('says that the week that runs is not all of it', () => {
    expect(findingsChart(weeks, [], 'all').isLastPartial).toBe(true)
    expect(findingsChart(weeks.slice(0, 2), [], 'all').isLastPartial).toBe(false)
  })
})

describe('how systems stood', () => {
  const state = (
    span: number,
    teamId: string,
    counts: Partial<ScoreState['grades']>,
    postures: number[],
  ) => ({
    span,
    teamId,
    systems: 5,
    grades: { ...noGrades, ...counts },
    postures,
  })
  const rows = [
    state(0, a, { F: 2, '?': 1 }, [40, 50, 55]),
    state(2, a, { A: 1, B: 1, '?': 1 }, [95, 82.4, 50]),
    state(2, b, { F: 1 }, [20]),
  ]

  it('leaves weeks empty of which no score was kept', () => {
    const spec = gradesChart(weeks, rows, 'all')
    expect(spec.series.map(({ key }) => key)).toEqual(['?', 'F', 'D', 'C', 'B', 'A'])
    expect(spec.series.find(({ key }) => key === 'F')?.values).toEqual([2, null, 1])
    expect(spec.summary).toBe(
      '4 of 10 systems are asked by a checklist: 2 with grade A or B, 1 with D or F, 1 without a grade.',
    )
  })

  it('takes the system in the middle, never a mean', () => {
    const spec = medianChart(weeks, rows, { teamId: a })
    expect(spec.series[0]?.values).toEqual([50, null, 82.4])
    expect(spec.summary).toBe(
      'Half of the systems stood at 82 points or better at the end, 50 at the beginning.',
    )
    expect(medianChart(weeks, rows, 'all').series[0]?.values[2]).toBeCloseTo(66.2)
  })

  it('names the week of the last score where later ones were not kept', () => {
    expect(
      medianChart(weeks, [state(0, a, { F: 2 }, [40]), state(1, a, { F: 2 }, [50])], 'all').summary,
    ).toBe(
      'Half of the systems stood at 50 points or better in the week of 16 Nov, the last of which a score was kept, 40 at the beginning.',
    )
  })

  it('counts one system as one', () => {
    const one = { ...state(2, a, { A: 1 }, [95]), systems: 1 }
    expect(gradesChart(weeks, [one], 'all').summary).toContain('The one system is asked by a checklist')
    expect(medianChart(weeks, [{ ...one, postures: [1] }], 'all').summary).toContain('stood at one point or')
  })

  it('says that nothing was kept instead of zero', () => {
    expect(gradesChart(weeks, [], 'all').summary).toContain('No score was kept')
    expect(medianChart(weeks, [], 'all').series[0]?.values).toEqual([null, null, null])
  })
})

describe('red flags', () => {
  const flag = (span: number, raised: number, unknown: number, clear: number): FlagState => ({
    span,
    teamId: a,
    key: 'postponed',
    raised,
    unknown,
    clear,
  })

  it('are unknown before they were judged, and zero when all are clear', () => {
    const spec = flagsChart(weeks, [flag(1, 2, 1, 0), flag(2, 0, 0, 3)], 'all')
    expect(spec.series.map(({ values }) => values)).toEqual([
      [null, 2, 0],
      [null, 1, 0],
    ])
    expect(spec.summary).toBe(
      'No red flag is raised and 0 unknown, counted per flag and system; 2 were raised at the beginning.',
    )
    expect(flagsChart(weeks, [], 'all').summary).toBe('Red flags were not judged in these weeks.')
  })
})

describe('maintenance on time', () => {
  const days = (shares: Readonly<Record<string, [due: number, onTime: number]>>): KeptDay[] =>
    daysOf(weeks).map((date) => {
      const [due, onTime] = shares[date] ?? [0, 0]
      return { date, due, onTime, share: due === 0 ? null : (100 * onTime) / due }
    })

  it('adds up the days of each week, and names the worst whole one', () => {
    const spec = keptChart(
      weeks,
      days({ '2026-11-09': [4, 4], '2026-11-16': [4, 2], '2026-11-22': [4, 4], '2026-11-23': [2, 0] }),
    )
    expect(spec.series[0]?.values).toEqual([100, 75, 0])
    expect(spec.summary).toBe('10 of 14 deadlines were kept, 71 %; least in the week of 16 Nov, 75 %.')
  })

  it('rounds down: nearly all is not all', () => {
    expect(keptChart(weeks, days({ '2026-11-09': [1000, 999] })).summary).toContain('99 %')
  })

  it('is a gap where nothing was due', () => {
    const spec = keptChart(weeks, days({}))
    expect(spec.series[0]?.values).toEqual([null, null, null])
    expect(spec.summary).toBe('No maintenance was due in these weeks.')
  })
})

describe('alert noise', () => {
  const alerts = (span: number, over: Partial<AlertFlow>): AlertFlow => ({
    span,
    teamId: a,
    fired: 0,
    acted: 0,
    neededNothing: 0,
    tooLate: 0,
    ...over,
  })

  it.each<[string, AlertFlow[], (number | null)[], string]>([
    [
      'none on record',
      [],
      [null, null, null],
      'No alert is on record in these weeks. Whether none fired or none was recorded is not known.',
    ],
    [
      'none rated',
      [alerts(0, { fired: 3 })],
      [null, null, null],
      '3 alerts fired, and of none somebody wrote down what became: how many were noise is not known.',
    ],
    [
      'some rated',
      [alerts(0, { fired: 5, acted: 1, neededNothing: 3 }), alerts(2, { fired: 1, tooLate: 1 })],
      [75, null, 0],
      '6 alerts fired; of 5 somebody wrote down what became, 3 needed nothing, 60 %.',
    ],
  ])('%s', (_name, rows, values, sentence) => {
    const spec = noiseChart(weeks, rows, 'all')
    expect(spec.series[0]?.values).toEqual(values)
    expect(spec.summary).toBe(sentence)
  })
})
