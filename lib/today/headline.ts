import { openingNumber } from '@/lib/format/measure'
import { formatDay, formatDuration } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'

/** What the sentence at the top is made of: counts over everything, not over the rows shown. */
export interface HeadlineFacts {
  now: Date
  zone: string
  /** Last sign of life of a worker; null: none ever. */
  heartbeatAt: Date | null
  silent: boolean
  /** Systems beside the installation itself. */
  systems: number
  checks: number
  /** Checks with a current, conclusive result. */
  current: number
  /** Checks whose first run is still to come. */
  pending: number
  /** Things that need somebody. */
  needs: number
  overdue: number
  dueToday: number
  unowned: number
  /** Systems of which some check is unknown, and nobody deals with it yet. */
  blind: number
  /** Findings on systems that are critical. */
  onCritical: number
  /** What comes next. */
  next: { label: string | null; title: string; system: string; at: Date } | null
  /** Newest result of any check. */
  newestAt: Date | null
}

const templates = {
  silent: `Nothing here is current. {needs, plural, =0 {Nothing was waiting for you} one {One thing was waiting for you} other {{word} things were waiting for you}}.`,
  never: `Nothing here is known yet. No worker has reported.`,
  first: `This installation is auditing itself: {current, number} of {checks, number} checks have answered.`,
  needs: `{word} {needs, plural, one {thing needs} other {things need}} you.`,
  overdue: `{word} {count, plural, one {is} other {are}} overdue.`,
  dueToday: `{word} {count, plural, one {is} other {are}} due within a day.`,
  onCritical: `{word} {count, plural, one {concerns} other {concern}} a critical system.`,
  unowned: `{all, select, yes {Nobody owns {count, plural, one {it} other {them}}} other {{word} {count, plural, one {has} other {have}} no owner}}.`,
  blind: `{all, select, yes {We cannot see {count, plural, one {it} other {them}}} other {{word} {count, plural, one {is} other {are}} out of sight}}.`,
  clear: `Nothing needs you today.`,
  clearNext: `Nothing needs you today. Next: {what} on {day}.`,
  empty: `Nothing is watched yet.`,
  coverage: `{current, number} of {checks, plural, one {{checks, number} check has} other {{checks, number} checks {current, plural, one {has} other {have}}}} a current result{pending, plural, =0 {} one {, one waits for its first run} other {, {pending, number} wait for their first run}}`,
} as const

const say = sentencesOf(templates)

/** The day in at most two short sentences: what is so, then the most pressing part of it. */
export function headline(facts: HeadlineFacts): string {
  if (facts.silent && facts.heartbeatAt === null) return say('never')
  // Since when, and what to do, is in the bar above it (silent-notice.tsx).
  if (facts.silent) return say('silent', { needs: facts.needs, word: openingNumber(facts.needs) })
  if (facts.checks === 0) return say('empty')
  if (isFirstRun(facts)) return say('first', { current: facts.checks - facts.pending, checks: facts.checks })
  if (facts.needs === 0) return clear(facts)
  const first = say('needs', { word: openingNumber(facts.needs), needs: facts.needs })
  const second = pressing(facts)
  return second ? `${first} ${second}` : first
}

/** Longer than this, the name of what comes next would hide that there is nothing to do now. */
const shortEnough = 48

function clear({ next, zone, now }: HeadlineFacts): string {
  const what = next && `${next.title} for ${next.system}`
  return next && what && what.length <= shortEnough
    ? say('clearNext', { what, day: formatDay(next.at, zone, now) })
    : say('clear')
}

/** Nothing but the installation itself, and not every check has run: the first minute. */
export function isFirstRun(facts: Pick<HeadlineFacts, 'systems' | 'pending' | 'checks'>): boolean {
  return facts.systems === 0 && facts.checks > 0 && facts.pending > 0
}

function pressing(facts: HeadlineFacts): string | null {
  const parts: readonly [keyof typeof templates, number][] = [
    ['overdue', facts.overdue],
    ['dueToday', facts.dueToday],
    ['onCritical', facts.onCritical],
    ['blind', facts.blind],
    ['unowned', facts.unowned],
  ]
  const found = parts.find(([, count]) => count > 0)
  if (!found) return null
  const [template, count] = found
  return say(template, { word: openingNumber(count), count, all: count === facts.needs ? 'yes' : 'no' })
}

/** The proof under the headline: how much we looked at, and how fresh it is. */
export function coverageLine(facts: HeadlineFacts): string {
  const { checks, current, pending, newestAt, now } = facts
  if (checks === 0) return 'Add a system, or start the worker, which audits this installation by itself.'
  const age = newestAt
    ? `; the newest result is ${formatDuration((now.getTime() - newestAt.getTime()) / 1000)} old`
    : ''
  return `${say('coverage', { current, checks, pending })}${age}.`
}
