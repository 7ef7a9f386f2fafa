import type { StripDay } from '@/lib/charts/status-strip'

const dayMs = 86_400_000

/** Counts of one day, as the store reads them; days without any run are missing. */
export interface CountedDay {
  day: string
  ok: number
  warn: number
  fail: number
  unknown: number
  notApplicable: number
}

/** The last `count` UTC days up to today, oldest first; a day without runs stays without a verdict. */
export function stripDays(counted: readonly CountedDay[], today: Date, count: number): StripDay[] {
  const byDay = new Map(counted.map((day) => [day.day, day]))
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10)
    const found = byDay.get(day)
    if (!found) return { day, verdict: null, ok: 0, warn: 0, fail: 0, unknown: 0 }
    const { ok, warn, fail, unknown } = found
    return { day, verdict: verdictOf(found), ok, warn, fail, unknown }
  })
}

/** Worst of the day. A few missed looks among many good ones do not darken a day; half of them do. */
function verdictOf({ ok, warn, fail, unknown, notApplicable }: CountedDay): StripDay['verdict'] {
  if (fail > 0) return 'fail'
  if (warn > 0) return 'warn'
  if (unknown > 0 && unknown >= ok) return 'unknown'
  if (ok > 0) return 'ok'
  return notApplicable > 0 ? 'not-applicable' : null
}
