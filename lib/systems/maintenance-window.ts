/** One stretch of the low-traffic window: on these weekdays from `start`, past midnight when `end` is not later. */
export interface WindowSpan {
  /** ISO: 1 is Monday, 7 is Sunday; the days on which it begins. */
  weekdays: number[]
  /** "02:00" */
  start: string
  /** "04:00"; "24:00" is midnight. */
  end: string
  overnight: boolean
}

export type ParsedWindow = { spans: WindowSpan[] } | { error: string }

/** When maintenance runs on a system that names no window. */
export const defaultWindowStart = '02:00'

/** Right values, for hints and errors. */
export const windowExample = 'daily 02:00-04:00 or Mon-Fri 22:00-02:00; Sun 02:00-06:00'

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const longest = 14

/**
 * Reads a low-traffic window: "daily 02:00-04:00", "Sun 02:00-06:00", "Mon-Fri 22:00-02:00; Sat,Sun 01:00-05:00".
 * A span whose end is not after its start ends the next day. The error says which part is wrong.
 */
export function parseMaintenanceWindow(text: string): ParsedWindow {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return { error: `Write days and times, e.g. ${windowExample}` }
  if (parts.length > longest) return { error: `At most ${longest} stretches, e.g. ${windowExample}` }
  const spans: WindowSpan[] = []
  for (const part of parts) {
    const span = parseSpan(part)
    if ('error' in span) return { error: `"${part}": ${span.error}` }
    spans.push(span)
  }
  return { spans }
}

/**
 * When the window begins on a weekday: the earliest stretch of that day; on a day without one the time at which
 * the first stretch begins; 02:00 where nothing (or nothing readable) is written.
 */
export function windowStartOn(text: string | null, weekday: number): string {
  const parsed = text === null ? null : parseMaintenanceWindow(text)
  if (!parsed || 'error' in parsed) return defaultWindowStart
  const ofDay = parsed.spans.filter((span) => span.weekdays.includes(weekday)).map(({ start }) => start)
  return ofDay.sort()[0] ?? parsed.spans[0]?.start ?? defaultWindowStart
}

/** The weekday for weekly work: the first day of a window that is not daily; Sunday otherwise. */
export function windowWeekday(text: string | null): number {
  const parsed = text === null ? null : parseMaintenanceWindow(text)
  if (!parsed || 'error' in parsed) return 7
  const covered = new Set(parsed.spans.flatMap(({ weekdays }) => weekdays))
  return covered.has(7) ? 7 : (parsed.spans[0]?.weekdays[0] ?? 7)
}

/** A sentence when the stored text cannot be read and the default holds; null when all is well. */
export function windowNotice(text: string | null): string | null {
  if (text === null) return null
  const parsed = parseMaintenanceWindow(text)
  if (!('error' in parsed)) return null
  return `The low-traffic window "${text}" cannot be read, so ${defaultWindowStart} holds. Write it as ${windowExample}.`
}

function parseSpan(part: string): WindowSpan | { error: string } {
  const match = /^(.+?)\s+(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/.exec(part)
  if (!match) return { error: `write days, start and end, e.g. ${windowExample}` }
  const [, days = '', from = '', to = ''] = match
  const weekdays = parseDays(days)
  if (!weekdays)
    return { error: `"${days}" names no days; write daily, Sun, Mon-Fri or Sat,Sun, e.g. daily 02:00-04:00` }
  const [start, end] = [clock(from), clock(to)]
  if (!start || start === '24:00')
    return { error: `${from} is no time of day; 00:00 to 23:59, e.g. daily 02:00-04:00` }
  if (!end) return { error: `${to} is no time of day; 00:00 to 24:00, e.g. daily 02:00-04:00` }
  if (start === end)
    return { error: 'begins and ends at the same time; give it some length, e.g. daily 02:00-04:00' }
  return { weekdays, start, end, overnight: end < start }
}

function parseDays(text: string): number[] | null {
  const word = text.trim().toLowerCase()
  if (['daily', 'every day'].includes(word)) return everyDay
  const days = new Set<number>()
  for (const piece of word.split(',').map((each) => each.trim())) {
    const [first = '', last = first, ...more] = piece.split(/\s*[-–]\s*/)
    const [from, to] = [dayNumber(first), dayNumber(last)]
    if (!from || !to || more.length > 0) return null
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === to) break
    }
  }
  return [...days].sort((a, b) => a - b)
}

/** "Sun", "sunday" → 7; 0 when it is no day. */
function dayNumber(text: string): number {
  if (text.length < 3) return 0
  const full = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  const index = dayNames.findIndex((name, at) => text.startsWith(name) && (full[at] ?? '').startsWith(text))
  return index + 1
}

function clock(text: string): string | null {
  const [hour = Number.NaN, minute = Number.NaN] = text.split(':').map(Number)
  const inDay = hour <= 23 && minute <= 59
  if (!inDay && !(hour === 24 && minute === 0)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
