/** What a day can have been; the words of a verdict. */
export type DayVerdict = 'ok' | 'warn' | 'fail' | 'unknown' | 'not-applicable'

/** One day (UTC) of a check or a system: its worst verdict, and how many runs said what. */
export interface StripDay {
  /** "2026-11-22". */
  day: string
  /** null: nothing ran. */
  verdict: DayVerdict | null
  ok: number
  warn: number
  fail: number
  unknown: number
}

/** Height of a bar in a strip of 20 pixels: worse is taller, so the strip reads without colour. */
const heights: Readonly<Record<DayVerdict | 'none', number>> = {
  fail: 20,
  warn: 14,
  unknown: 9,
  none: 9,
  ok: 9,
  'not-applicable': 2,
}

export const stripHeight = 20
const step = 5
const barWidth = 4

export interface StripBar {
  x: number
  y: number
  height: number
  /** `none` and `unknown` are drawn as dashed outlines, empty. */
  look: DayVerdict | 'none'
}

/** Position and look of each day's bar. */
export function stripBars(days: readonly StripDay[]): StripBar[] {
  return days.map((day, index) => {
    const look = day.verdict ?? 'none'
    return { x: index * step, y: stripHeight - heights[look], height: heights[look], look }
  })
}

/** Width of a strip of so many days, in pixels. */
export const stripWidth = (days: number) => Math.max(0, days * step - 1)

/** One path per look: a strip of thirty days is four short strings instead of thirty elements. */
export function stripPaths(days: readonly StripDay[]): { look: StripBar['look']; path: string }[] {
  const byLook = new Map<StripBar['look'], string>()
  for (const bar of stripBars(days)) {
    const isOutline = bar.look === 'none' || bar.look === 'unknown'
    const inset = isOutline ? 0.5 : 0
    const width = barWidth - 2 * inset
    const height = bar.height - 2 * inset
    const piece = `M${bar.x + inset} ${bar.y + inset}h${width}v${height}h${-width}z`
    byLook.set(bar.look, (byLook.get(bar.look) ?? '') + piece)
  }
  return [...byLook].map(([look, path]) => ({ look, path }))
}

/** "30 days: 26 without problems, 3 with failures, 1 without data". */
export function stripSummary(days: readonly StripDay[]): string {
  const count = (...looks: (DayVerdict | null)[]) => days.filter((day) => looks.includes(day.verdict)).length
  const parts: string[] = []
  const add = (number: number, words: string) => {
    if (number > 0) parts.push(`${number} ${words}`)
  }
  add(count('fail'), 'with failures')
  add(count('warn'), 'with warnings')
  add(count('unknown'), 'unknown')
  add(count('ok'), 'without problems')
  add(count(null, 'not-applicable'), 'without data')
  return `${days.length} days: ${parts.join(', ')}`
}

/** What one bar says: "Sun 22 Nov: failing, 4 of 288 runs failed". */
export function stripDayLabel(day: StripDay, dayText: string): string {
  const runs = day.ok + day.warn + day.fail + day.unknown
  if (day.verdict === null || runs === 0) return `${dayText}: no data`
  const worst: readonly [number, string][] = [
    [day.fail, 'failed'],
    [day.warn, 'warned'],
    [day.unknown, 'could not look'],
  ]
  const bad = worst.filter(([number]) => number > 0).map(([number, verb]) => `${number} ${verb}`)
  return bad.length === 0
    ? `${dayText}: all ${runs} runs passed`
    : `${dayText}: of ${runs} runs ${bad.join(', ')}`
}
