import {
  type DayVerdict,
  type StripDay,
  stripHeight,
  stripPaths,
  stripWidth,
} from '@/lib/charts/status-strip'
import type { FlagWeek } from '@/lib/red-flags/view'

/** What a week was: raised for one system is raised; unknown for one, or never judged, is not clear. */
function verdictOf({ raised, unknown, clear }: FlagWeek): DayVerdict | null {
  if (raised > 0) return 'fail'
  if (unknown > 0) return 'unknown'
  return clear > 0 ? 'ok' : null
}

const asDay = (week: FlagWeek): StripDay => ({
  day: week.week,
  verdict: verdictOf(week),
  ok: week.clear,
  warn: 0,
  fail: week.raised,
  unknown: week.unknown,
})

function summary(weeks: readonly FlagWeek[]): string {
  const verdicts = weeks.map(verdictOf)
  const count = (wanted: DayVerdict | null) => verdicts.filter((verdict) => verdict === wanted).length
  const unknown = count('unknown') + count(null)
  const parts = [
    count('fail') > 0 && `raised in ${count('fail')}`,
    unknown > 0 && `unknown in ${unknown}`,
    count('ok') > 0 && `clear in ${count('ok')}`,
  ].filter(Boolean)
  return `${weeks.length} weeks: ${parts.join(', ')}`
}

/** Twelve weeks of a flag over all systems, this one last: a picture with its sentence. */
export function FlagWeeks({ weeks, title }: { weeks: readonly FlagWeek[]; title: string }) {
  const days = weeks.map(asDay)
  const text = summary(weeks)
  return (
    <div className="flag-weeks">
      <svg
        className="strip"
        width={stripWidth(days.length)}
        height={stripHeight}
        role="img"
        aria-label={`${title}, ${text}`}
      >
        {stripPaths(days).map(({ look, path }) => (
          <path key={look} className={`strip-${look}`} d={path} />
        ))}
      </svg>
      <span className="muted small">{text}</span>
    </div>
  )
}
