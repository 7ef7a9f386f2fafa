import { formatDay } from '@/lib/format/moment'

/** One line of an agenda: a sentence, and where it can be seen. */
export interface AgendaLine {
  sentence: string
  href: string | null
}

export interface LinePart {
  lines: AgendaLine[]
  /** With those that are left out. */
  total: number
}

/** Lines of a part that are kept; a longer list is looked at on its own page. */
export const linesPerPart = 25

/** The first lines, and how many there are. Pure. */
export function part(lines: readonly AgendaLine[]): LinePart {
  return { lines: lines.slice(0, linesPerPart), total: lines.length }
}

/** A day in the system's zone. Pure. */
export const dayWords = (at: Date, zone: string, now: Date) => formatDay(at, zone, now)
