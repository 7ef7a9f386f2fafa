import type { WeekChartSpec } from '@/lib/charts/week-chart'
import { formatNumber } from '@/lib/format/measure'
import { formatShortDay } from '@/lib/format/moment'
import { type Grade, grades } from '@/lib/score/schema'
import type { AlertFlow, FindingFlow, FlagState, ScoreState } from './counts'
import { trendSentence, wholePercent } from './sentences'
import { chosenOf, gradesOf, medianOf, noiseOf, ratedOf, shareOf, sumOf, type TeamChoice } from './sum-counts'
import type { KeptDay } from './view'
import type { Week } from './weeks'

// Counts of weeks as pictures with their sentences. Pure.

const frame = (weeks: readonly Week[]): Pick<WeekChartSpec, 'weeks' | 'isLastPartial'> => ({
  weeks: weeks.map(({ name, monday }) => ({ name, begins: formatShortDay(monday) })),
  isLastPartial: weeks.at(-1)?.isRunning ?? false,
})

/** Opened against closed: both lines share their scale. */
export function findingsChart(
  weeks: readonly Week[],
  rows: readonly FindingFlow[],
  choice: TeamChoice,
): WeekChartSpec {
  const opened = weeks.map((_, span) => sumOf(chosenOf(rows, span, choice), (row) => row.opened))
  const closed = weeks.map((_, span) => sumOf(chosenOf(rows, span, choice), (row) => row.closed))
  const [ins, outs] = [sumOf(opened, Number), sumOf(closed, Number)]
  return {
    name: 'Findings opened and closed',
    unit: null,
    kind: 'lines',
    ...frame(weeks),
    series: [
      { key: 'opened', name: 'opened', look: 'ink', values: opened },
      { key: 'closed', name: 'closed', look: 'dash', values: closed },
    ],
    summary:
      ins + outs === 0
        ? trendSentence('noFindings', { weeks: weeks.length })
        : trendSentence('findings', {
            opened: ins,
            closed: outs,
            weeks: weeks.length,
            more: ins === outs ? 'none' : ins > outs ? 'opened' : 'closed',
            difference: Math.abs(ins - outs),
          }),
  }
}

const gradeLooks: Readonly<Record<Grade, WeekChartSpec['series'][number]['look']>> = {
  A: 'shade-1',
  B: 'shade-2',
  C: 'shade-3',
  D: 'shade-4',
  F: 'shade-5',
  '?': 'unknown',
}

/** How many systems stood at which grade at the end of each week: the worst at the bottom, the unknown beside it. */
export function gradesChart(
  weeks: readonly Week[],
  rows: readonly ScoreState[],
  choice: TeamChoice,
): WeekChartSpec {
  const counted = weeks.map((_, span) => gradesOf(chosenOf(rows, span, choice)))
  const last = counted.at(-1)
  const systems = sumOf(chosenOf(rows, weeks.length - 1, choice), (row) => row.systems)
  const asked = last ? sumOf(Object.values(last), Number) : 0
  const worstFirst = grades.toReversed()
  return {
    name: 'Systems by grade',
    unit: null,
    kind: 'stack',
    ...frame(weeks),
    isLastPartial: false,
    series: worstFirst.map((grade) => ({
      key: grade,
      name: grade === '?' ? 'no grade' : grade,
      look: gradeLooks[grade],
      values: counted.map((counts) => (sumOf(Object.values(counts), Number) === 0 ? null : counts[grade])),
    })),
    summary:
      !last || asked === 0
        ? trendSentence('noGrades', {})
        : trendSentence('grades', {
            asked,
            systems,
            good: last.A + last.B,
            poor: last.D + last.F,
            unknown: last['?'],
          }),
  }
}

/** The points of the system in the middle; there is no mean, which would hide the worst. */
export function medianChart(
  weeks: readonly Week[],
  rows: readonly ScoreState[],
  choice: TeamChoice,
): WeekChartSpec {
  const values = weeks.map((_, span) =>
    medianOf(chosenOf(rows, span, choice).flatMap(({ postures }) => postures)),
  )
  const known = values.filter((value) => value !== null)
  const [first, last] = [known[0], known.at(-1)]
  return {
    name: 'Median score',
    unit: null,
    kind: 'lines',
    ...frame(weeks),
    isLastPartial: false,
    top: 100,
    series: [{ key: 'median', name: 'median', look: 'ink', values }],
    summary:
      last === undefined
        ? trendSentence('noMedian', {})
        : trendSentence('median', {
            last: wholePercent(last),
            // A score of weeks ago says nothing about the end.
            end:
              values.at(-1) === null ? formatShortDay(weeks[values.lastIndexOf(last)]?.monday ?? '') : 'now',
            first: known.length > 1 && first !== undefined ? String(wholePercent(first)) : 'none',
          }),
  }
}

/** Raised flags at the end of each week, and those of which nobody knows. */
export function flagsChart(
  weeks: readonly Week[],
  rows: readonly FlagState[],
  choice: TeamChoice,
): WeekChartSpec {
  const counted = weeks.map((_, span) => {
    const own = chosenOf(rows, span, choice)
    const judged = sumOf(own, (row) => row.raised + row.unknown + row.clear)
    if (judged === 0) return null
    return { raised: sumOf(own, (row) => row.raised), unknown: sumOf(own, (row) => row.unknown) }
  })
  const known = counted.filter((count) => count !== null)
  const [first, last] = [known[0], known.at(-1)]
  return {
    name: 'Red flags',
    unit: null,
    kind: 'lines',
    ...frame(weeks),
    isLastPartial: false,
    series: [
      { key: 'raised', name: 'raised', look: 'ink', values: counted.map((each) => each?.raised ?? null) },
      {
        key: 'unknown',
        name: 'unknown',
        look: 'unknown',
        values: counted.map((each) => each?.unknown ?? null),
      },
    ],
    summary: last
      ? trendSentence('flags', {
          ...last,
          before: known.length > 1 && first ? formatNumber(first.raised) : 'none',
        })
      : trendSentence('noFlags', {}),
  }
}

/** The days of each week added up: the same numbers as the calendar. */
export function keptChart(weeks: readonly Week[], days: readonly KeptDay[]): WeekChartSpec {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const counted = weeks.map(({ monday, isRunning }) => {
    const own = sevenDays(monday).flatMap((date) => byDate.get(date) ?? [])
    const due = sumOf(own, (day) => day.due)
    return {
      monday,
      isRunning,
      due,
      share: shareOf(
        sumOf(own, (day) => day.onTime),
        due,
      ),
    }
  })
  const [due, onTime] = [sumOf(days, (day) => day.due), sumOf(days, (day) => day.onTime)]
  const worst = counted
    .filter(({ share, isRunning }) => share !== null && !isRunning)
    .toSorted((a, b) => (a.share ?? 0) - (b.share ?? 0))[0]
  const total = shareOf(onTime, due)
  return {
    name: 'Maintenance on time',
    unit: '%',
    kind: 'lines',
    ...frame(weeks),
    top: 100,
    series: [{ key: 'on-time', name: 'on time', look: 'ink', values: counted.map(({ share }) => share) }],
    summary:
      total === null
        ? trendSentence('noMaintenance', {})
        : trendSentence('maintenance', {
            onTime,
            due,
            share: wholePercent(total),
            worst: worst?.share != null && worst.share < 100 ? formatShortDay(worst.monday) : 'none',
            worstShare: wholePercent(worst?.share ?? 0),
          }),
  }
}

/** Share of rated alerts that needed nothing; a week without a rated alert is a gap. */
export function noiseChart(
  weeks: readonly Week[],
  rows: readonly AlertFlow[],
  choice: TeamChoice,
): WeekChartSpec {
  const own = weeks.map((_, span) => chosenOf(rows, span, choice))
  const all = own.flat()
  const fired = sumOf(all, (row) => row.fired)
  const share = noiseOf(all)
  return {
    name: 'Alerts that needed nothing',
    unit: '%',
    kind: 'lines',
    ...frame(weeks),
    top: 100,
    series: [{ key: 'noise', name: 'needed nothing', look: 'ink', values: own.map(noiseOf) }],
    summary:
      fired === 0
        ? trendSentence('noNoise', {})
        : share === null
          ? trendSentence('unratedNoise', { fired })
          : trendSentence('noise', {
              fired,
              rated: sumOf(all, ratedOf),
              nothing: sumOf(all, (row) => row.neededNothing),
              share: wholePercent(share),
            }),
  }
}

const dayMs = 86_400_000

/** Calendar days carry no zone: counting them in UTC is right everywhere. */
const sevenDays = (monday: string): string[] =>
  Array.from({ length: 7 }, (_, index) =>
    new Date(Date.parse(`${monday}T00:00:00Z`) + index * dayMs).toISOString().slice(0, 10),
  )
