import { formatClock, formatDay, locale } from '@/lib/format/moment'
import { cleanText } from './clean-text'
import type { ReportRow, ReportTone, SectionKey } from './report-document'
import type { ReportFacts } from './report-facts'

/** What every sentence of a report is made with. */
export interface ReportFrame {
  facts: ReportFacts
  zone: string
  /** Until when facts were taken: "today" of the report. */
  now: Date
  /** Weekly reports speak of the week, others of the period. */
  unit: 'week' | 'period'
  /** Path that shows a list within the report's scope. */
  view: (path: string) => string
}

/** A row that a section would show, before the page is shared out. */
export interface CandidateRow extends ReportRow {
  /** Tells about the section as a whole: it is not one of the things that "more" counts. */
  isAside?: boolean
}

/** A section before the page is shared out. */
export interface SectionDraft {
  key: SectionKey
  title: string
  watched: boolean
  tone: ReportTone
  word: string
  lead: { text: string; href: string }
  rows: readonly CandidateRow[]
  /** Things of this section that are not among the rows. */
  beyond: number
}

/** A section whose source does not exist: it says so, and never a number. */
export function unwatched(key: SectionKey, title: string, text: string, href: string): SectionDraft {
  return {
    key,
    title,
    watched: false,
    tone: 'unknown',
    word: 'not watched',
    lead: { text, href },
    rows: [],
    beyond: 0,
  }
}

/** The frame of these facts. */
export function frameOf(facts: ReportFacts): ReportFrame {
  const team = facts.scope.kind === 'team' ? facts.scope.id : null
  return {
    facts,
    zone: facts.period.zone,
    now: new Date(facts.asOf),
    unit: facts.period.kind === 'weekly' ? 'week' : 'period',
    view: (path) =>
      team ? `${path}${path.includes('?') ? '&' : '?'}team=${encodeURIComponent(team)}` : path,
  }
}

/** "Fri 27 Nov"; with the year when it is another one. */
export function dayOf(frame: ReportFrame, at: string): string {
  return formatDay(new Date(at), frame.zone, frame.now)
}

const shortDates = new Map<string, Intl.DateTimeFormat>()

function shortDate(at: Date, zone: string, parts: 'day' | 'month' | 'year'): string {
  const key = `${zone}|${parts}`
  let made = shortDates.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      day: 'numeric',
      ...(parts === 'day' ? {} : { month: 'short' }),
      ...(parts === 'year' ? { year: 'numeric' } : {}),
    })
    shortDates.set(key, made)
  }
  return made.format(at)
}

/** "14 Dec"; with the year when it is another one. */
export function dateOf(frame: ReportFrame, at: string): string {
  const full = shortDate(new Date(at), frame.zone, 'year')
  const year = shortDate(frame.now, frame.zone, 'year').slice(-4)
  return full.endsWith(year) ? shortDate(new Date(at), frame.zone, 'month') : full
}

/** "9 and 23 Dec", "28 Nov and 3 Dec": two dates with what they share said once. */
export function datesOf(frame: ReportFrame, from: string, to: string, joint: 'to' | 'and'): string {
  const [first, last] = [dateOf(frame, from), dateOf(frame, to)]
  if (first === last) return first
  const [, ...month] = first.split(' ')
  const shared = last.endsWith(` ${month.join(' ')}`)
  return `${shared ? shortDate(new Date(from), frame.zone, 'day') : first} ${joint} ${last}`
}

/** "16 to 22 Nov 2026", "28 Dec 2026 to 3 Jan 2027": the days of a period whose end is no longer part of it. */
export function periodDays({ from, to, zone }: ReportFacts['period']): string {
  const start = new Date(from)
  const end = new Date(Math.max(start.getTime(), new Date(to).getTime() - 1))
  const [first, last] = [shortDate(start, zone, 'year'), shortDate(end, zone, 'year')]
  if (first === last) return last
  if (first.slice(-4) !== last.slice(-4)) return `${first} to ${last}`
  const sameMonth = first.split(' ')[1] === last.split(' ')[1]
  return `${shortDate(start, zone, sameMonth ? 'day' : 'month')} to ${last}`
}

const longDates = new Map<string, Intl.DateTimeFormat>()

/** "Mon 23 Nov 2026, 00:04". */
export function momentWithYear(at: string, zone: string): string {
  let day = longDates.get(zone)
  if (!day) {
    day = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
    longDates.set(zone, day)
  }
  const moment = new Date(at)
  return `${day.format(moment).replace(',', '')}, ${formatClock(moment, zone)}`
}

/** "47" of "2026-W47"; null for a period of choice. */
export function weekNumber(week: string | null): string | null {
  return week ? String(Number(week.slice(-2))) : null
}

/** A system's name as it stands in a sentence. */
export const nameOf = ({ system }: { system: string }) => cleanText(system, 40) || 'unnamed system'

/** A title, rule or resource as it stands in a row. */
export const titleOf = (title: string, limit = 60) => cleanText(title, limit) || 'untitled'
