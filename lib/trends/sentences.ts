import { sentencesOf } from '@/lib/format/sentences'

const templates = {
  headline: `{opened, plural, =0 {No finding} one {One finding} other {{opened, number} findings}} opened and {closed, number} closed in {weeks, number} weeks{kept, select, unknown {} other {, {kept} % of maintenance on time}}`,
  findings: `{opened, number} opened, {closed, number} closed in {weeks, number} weeks: {more, select, opened {{difference, number} more opened than closed} closed {{difference, number} more closed than opened} other {as many opened as closed}}.`,
  noFindings: `Nothing was opened or closed in these {weeks, number} weeks.`,
  grades: `{systems, plural, one {{asked, plural, =0 {The one system is not} other {The one system is}}} other {{asked, number} of {systems, number} systems {asked, plural, one {is} other {are}}}} asked by a checklist: {good, number} with grade A or B, {poor, number} with D or F, {unknown, number} without a grade.`,
  noGrades: `No score was kept at the end of these weeks: the first is kept a quarter of an hour after a checklist counts for a system.`,
  median: `Half of the systems stood at {last, plural, one {one point} other {{last, number} points}} or better {end, select, now {at the end} other {in the week of {end}, the last of which a score was kept}}{first, select, none {} other {, {first} at the beginning}}.`,
  noMedian: `No score was kept in these weeks.`,
  flags: `{raised, plural, =0 {No red flag is raised} one {One red flag is raised} other {{raised, number} red flags are raised}} and {unknown, number} unknown, counted per flag and system{before, select, none {} other {; {before} were raised at the beginning}}.`,
  noFlags: `Red flags were not judged in these weeks.`,
  maintenance: `{onTime, number} of {due, plural, one {one deadline was} other {{due, number} deadlines were}} kept, {share} %{worst, select, none {} other {; least in the week of {worst}, {worstShare} %}}.`,
  noMaintenance: `No maintenance was due in these weeks.`,
  noise: `{fired, plural, one {One alert} other {{fired, number} alerts}} fired; of {rated, number} somebody wrote down what became, {nothing, number} needed nothing, {share} %.`,
  unratedNoise: `{fired, plural, one {One alert} other {{fired, number} alerts}} fired, and of none somebody wrote down what became: how many were noise is not known.`,
  noNoise: `No alert is on record in these weeks. Whether none fired or none was recorded is not known.`,
} as const

/** One of the sentences of the trends with its numbers. Pure. */
export const trendSentence = sentencesOf(templates)

/** A share as people read it: rounded down, because 99.6 % is not all. Pure. */
export const wholePercent = (share: number): number => Math.floor(share + 1e-9)
