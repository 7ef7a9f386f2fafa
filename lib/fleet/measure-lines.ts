import type { ReportNumbers } from '@/lib/reports/report-numbers'
import { chosenOf, meanOf, sumOf } from '@/lib/trends/sum-counts'
import {
  type Compared,
  compared,
  type FleetCounts,
  flagsOf,
  goodGrades,
  gradesAt,
  medians,
  noise,
  oldestProof,
  onTime,
  openFindings,
  provenBackups,
} from './measures'
import type { FleetSpan } from './store'
import type { MeasureLine } from './view'

interface Whole {
  whole: readonly FleetSpan[]
  today: { overdue: number; observed: number }
  /** Of the last weekly reports, oldest first. */
  reports: readonly ReportNumbers[]
}

type Fixed = Pick<MeasureLine, 'label' | 'unit' | 'betterWhen' | 'href'>

const fixed = (
  label: string,
  href: string,
  betterWhen: Fixed['betterWhen'],
  unit: Fixed['unit'] = null,
): Fixed => ({ label, href, betterWhen, unit })

/** What is compared, most telling first. */
const measures = {
  flags: fixed('Red flags raised', '/red-flags', 'less'),
  'unknown-flags': fixed('Red flags unknown', '/red-flags', 'less'),
  grades: fixed('Systems with grade A or B', '/score', 'more'),
  median: fixed('Median score', '/score', 'more'),
  'on-time': fixed('Maintenance on time', '/tasks?view=record', 'more', '%'),
  noise: fixed('Alerts that needed nothing', '/trends', 'less', '%'),
  proven: fixed('Backups proven by a restore', '/red-flags/unproven-backup', 'more'),
  'proof-age': fixed('Oldest proof of a backup', '/red-flags/unproven-backup', 'less', 'days'),
  open: fixed('Open findings', '/findings', 'less'),
  overdue: fixed('Findings past their date', '/findings?view=past-sla', 'less'),
  limits: fixed('Series near their limit', '/capacity', 'less'),
  changes: fixed('Unexpected changes', '/changes', 'less'),
} as const satisfies Readonly<Record<string, Fixed>>

type MeasureKey = keyof typeof measures

/** The comparison of the whole fleet. Pure. */
export function measureLines(counts: FleetCounts, whole: Whole): MeasureLine[] {
  const [numbers, notes] = [numbersOf(counts, whole), notesOf(counts, whole)]
  const keys = Object.keys(measures) as MeasureKey[]
  return keys.map((key) => ({ key, note: notes[key], ...measures[key], ...numbers[key] }))
}

function numbersOf(
  counts: FleetCounts,
  { whole, today, reports }: Whole,
): Readonly<Record<MeasureKey, Compared>> {
  const overdue = reports.map(({ overdueFindings }) => overdueFindings)
  return {
    flags: flagsOf(counts, 'all', 'raised'),
    'unknown-flags': flagsOf(counts, 'all', 'unknown'),
    grades: goodGrades(counts, 'all'),
    median: medians(counts, 'all'),
    'on-time': onTime(counts, 'all'),
    noise: noise(counts, 'all'),
    proven: provenBackups(counts, 'all'),
    'proof-age': oldestProof(counts, 'all'),
    open: openFindings(counts, 'all'),
    overdue: {
      now: today.overdue,
      before: overdue.at(-1) ?? null,
      mean: meanOf(overdue),
      past: [...overdue, today.overdue],
    },
    limits: compared(whole.map(({ nearLimits }) => nearLimits)),
    // Where nothing is watched for changes, none seen is not none.
    changes: compared(
      whole.map(({ unexpectedChanges }) => (today.observed === 0 ? null : unexpectedChanges)),
    ),
  }
}

function notesOf(counts: FleetCounts, { today }: Whole): Readonly<Record<MeasureKey, string>> {
  const grades = gradesAt(counts, 0, 'all')
  const asked = grades ? sumOf(Object.values(grades), Number) : 0
  const proofs = chosenOf(counts.proofs, 0, 'all')
  const never = sumOf(proofs, (row) => row.never)
  const claimed = sumOf(proofs, (row) => row.claimed)
  return {
    flags: 'counted per flag and system',
    'unknown-flags': 'nobody can say',
    grades: asked === 0 ? 'no score is kept yet' : `of ${asked} that ${asked === 1 ? 'is' : 'are'} asked`,
    median: 'half of the systems stand better',
    'on-time': 'of what was due in 7 days',
    noise: 'of those rated in 7 days',
    proven: `of ${claimed} that ${claimed === 1 ? 'is' : 'are'} known`,
    'proof-age':
      never === 0 ? 'of all that were ever proven' : `${never} ${never === 1 ? 'was' : 'were'} never proven`,
    open: 'accepted risks left out',
    overdue: 'before: from the weekly reports',
    limits: 'at it, or reach it within 90 days',
    changes: today.observed === 0 ? 'nothing is watched for changes' : 'in 7 days',
  }
}
