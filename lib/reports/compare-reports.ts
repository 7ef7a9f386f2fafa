import { numberLabels } from './number-labels'
import type { ReportDocument, SectionKey } from './report-document'
import type { ReportFacts } from './report-facts'
import type { ReportNumbers } from './report-numbers'
import { say } from './say'

// Two stored reports side by side. Everything comes from what was frozen: nothing is read again.

/** A report as it enters a comparison; a ReportView is one. */
export interface ComparedReport {
  title: string
  scopeName: string
  href: string
  from: string
  to: string
  numbers: ReportNumbers
  facts: ReportFacts
  document: ReportDocument
}

/** What a change means; "other" where more is neither better nor worse, "unknown" where one side is not known. */
export type ChangeVerdict = 'better' | 'worse' | 'same' | 'other' | 'unknown'

export interface NumberChange {
  key: keyof ReportNumbers
  label: string
  before: number | null
  after: number | null
  /** After less before; null where one side is not known. */
  by: number | null
  verdict: ChangeVerdict
}

export interface FlagChange {
  key: string
  title: string
  /** Systems on which it was raised. */
  before: number
  after: number
  verdict: ChangeVerdict
  href: string
}

export interface DecisionChange {
  what: 'new' | 'still' | 'gone'
  ask: string
  person: string
  by: string
  href: string
}

export interface SectionChange {
  key: SectionKey
  title: string
  before: string
  after: string
  isSame: boolean
}

type Side = Pick<ComparedReport, 'title' | 'scopeName' | 'href' | 'from' | 'to'> & { headline: string }

export interface ReportComparison {
  /** The older one. */
  before: Side
  after: Side
  /** "Week 47 against week 46: 4 numbers are better, 2 worse, 9 the same." */
  sentence: string
  /** What makes the two hard to compare; empty when nothing does. */
  notes: string[]
  numbers: NumberChange[]
  flags: FlagChange[]
  decisions: DecisionChange[]
  sections: SectionChange[]
}

type Direction = 'more' | 'fewer' | 'none'

/** Which way is better. */
const directions: Readonly<Record<keyof ReportNumbers, Direction>> = {
  systems: 'none',
  checks: 'none',
  currentChecks: 'more',
  redFlags: 'fewer',
  unknownFlags: 'fewer',
  openFindings: 'fewer',
  overdueFindings: 'fewer',
  opened: 'fewer',
  closed: 'more',
  onTimePercent: 'more',
  overdueTasks: 'fewer',
  medianPosture: 'more',
  unexpectedChanges: 'fewer',
  provenBackups: 'more',
  claimedBackups: 'none',
  alertNoisePercent: 'fewer',
  nearLimits: 'fewer',
}

/** Numbers that say something only beside another one: where that one changed, more is neither better nor worse. */
const wholes: Partial<Record<keyof ReportNumbers, keyof ReportNumbers>> = {
  currentChecks: 'checks',
  provenBackups: 'claimedBackups',
}

/** Any two stored reports, the older one first whichever way they were asked for. Pure. */
export function compareReports(one: ComparedReport, other: ComparedReport): ReportComparison {
  const [before, after] = isEarlier(one, other) ? [one, other] : [other, one]
  const numbers = (Object.keys(numberLabels) as (keyof ReportNumbers)[]).map((key) =>
    numberChange(key, before.numbers, after.numbers),
  )
  return {
    before: sideOf(before),
    after: sideOf(after),
    sentence: sentenceOf(before, after, numbers),
    notes: notesOf(before, after),
    numbers,
    flags: flagChanges(before.facts, after.facts),
    decisions: decisionChanges(before, after),
    sections: sectionChanges(before.document, after.document),
  }
}

const isEarlier = (one: ComparedReport, other: ComparedReport) =>
  one.to < other.to || (one.to === other.to && one.from <= other.from)

const sideOf = ({ title, scopeName, href, from, to, document }: ComparedReport): Side => ({
  title,
  scopeName,
  href,
  from,
  to,
  headline: document.headline.text,
})

function numberChange(key: keyof ReportNumbers, before: ReportNumbers, after: ReportNumbers): NumberChange {
  // A report of an older version may not have had this number.
  const [was, is] = [before[key] ?? null, after[key] ?? null]
  const change = { key, label: numberLabels[key], before: was, after: is }
  if (was === null || is === null) return { ...change, by: null, verdict: was === is ? 'same' : 'unknown' }
  const whole = wholes[key]
  const isComparable = !whole || before[whole] === after[whole]
  return {
    ...change,
    by: Math.round((is - was) * 10) / 10,
    verdict: verdictOf(isComparable ? directions[key] : 'none', is - was),
  }
}

function verdictOf(direction: Direction, by: number): ChangeVerdict {
  if (by === 0) return 'same'
  if (direction === 'none') return 'other'
  return by > 0 === (direction === 'more') ? 'better' : 'worse'
}

const sentenceText = `{after} against {before}: {better, plural, =0 {no number is better} one {# number is better} other {# numbers are better}}, {worse, plural, =0 {none worse} other {# worse}}, {same, plural, =0 {none the same} other {# the same}}{unknown, plural, =0 {} other {, # known in only one of them}}.`

function sentenceOf(before: ComparedReport, after: ComparedReport, numbers: readonly NumberChange[]): string {
  const count = (verdict: ChangeVerdict) => numbers.filter((change) => change.verdict === verdict).length
  return say(sentenceText, {
    before: before.title,
    after: after.title,
    better: count('better'),
    worse: count('worse'),
    same: count('same'),
    unknown: count('unknown'),
  })
}

const dayMs = 86_400_000

function notesOf(before: ComparedReport, after: ComparedReport): string[] {
  const days = ({ from, to }: ComparedReport) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
  const [first, second] = [days(before), days(after)]
  return [
    before.scopeName === after.scopeName ? '' : `Two scopes: ${before.scopeName} and ${after.scopeName}.`,
    first === second
      ? ''
      : say(
          `Two lengths: {first, plural, one {# day} other {# days}} and {second, plural, one {# day} other {# days}}; what is counted over the period does not compare.`,
          { first, second },
        ),
    before.numbers.systems === after.numbers.systems
      ? ''
      : say(`The number of systems changed from {first, number} to {second, number}.`, {
          first: before.numbers.systems,
          second: after.numbers.systems,
        }),
  ].filter(Boolean)
}

/** Flags that were raised in one of the two: those that became worse first. */
function flagChanges(before: ReportFacts, after: ReportFacts): FlagChange[] {
  const rows = [...after.redFlags.rows, ...before.redFlags.rows]
  const count = (facts: ReportFacts, key: string) =>
    facts.redFlags.rows.find((row) => row.key === key)?.raised ?? 0
  return [...new Map(rows.map((row) => [row.key, row])).values()]
    .map(({ key, title }) => {
      const [was, is] = [count(before, key), count(after, key)]
      return {
        key,
        title,
        before: was,
        after: is,
        verdict: verdictOf('fewer', is - was),
        href: `/red-flags/${key}`,
      }
    })
    .filter((change) => change.before + change.after > 0)
    .sort((a, b) => b.after - b.before - (a.after - a.before) || (a.key < b.key ? -1 : 1))
}

/** New ones first, then those that wait still, then those that are gone. */
function decisionChanges(before: ComparedReport, after: ComparedReport): DecisionChange[] {
  const keysOf = ({ facts }: ComparedReport) => facts.decisions.items.map(({ kind, id }) => `${kind} ${id}`)
  const [was, is] = [keysOf(before), keysOf(after)]
  const told = (report: ComparedReport, what: (key: string) => DecisionChange['what'] | null) =>
    keysOf(report).flatMap((key, place) => {
      const decision = report.document.decisions[place]
      const kind = what(key)
      if (!decision || kind === null) return []
      const { ask, person, by, href } = decision
      return [{ what: kind, ask, person, by, href }]
    })
  return [
    ...told(after, (key) => (was.includes(key) ? null : 'new')),
    ...told(after, (key) => (was.includes(key) ? 'still' : null)),
    ...told(before, (key) => (is.includes(key) ? null : 'gone')),
  ]
}

function sectionChanges(before: ReportDocument, after: ReportDocument): SectionChange[] {
  return after.sections.map(({ key, title, lead }) => {
    const was = before.sections.find((section) => section.key === key)?.lead.text ?? 'not part of this report'
    return { key, title, before: was, after: lead.text, isSame: was === lead.text }
  })
}
