import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'

// Cron is asked for what the clock on the wall shows, as if there were no zones; which instants these are is
// decided for rules and cron alike in local-time.ts.

const parsed = new Map<string, Cron>()

/** The pattern, or why it is none: half a sentence. */
export function parseCron(expression: string): { cron: Cron } | { error: string } {
  const known = parsed.get(expression)
  if (known) return { cron: known }
  if (!/^[\dA-Za-z*,/#\s-]+$/.test(expression) || expression.split(/\s+/).length !== 5)
    return { error: 'five fields are needed: minute, hour, day of the month, month, weekday' }
  try {
    const cron = new Cron(expression, { mode: '5-part', timezone: 'UTC', paused: true })
    if (parsed.size > 1_000) parsed.clear()
    parsed.set(expression, cron)
    return { cron }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { error: said.replace(/^CronPattern: /, '').replace(/\.$/, '') }
  }
}

/** Minutes between two runs of a pattern within an hour in which it runs; 60 when it runs once, or is broken. */
export function gapWithinHour(expression: string): number {
  const [minutes = ''] = expression.split(/\s+/)
  const day = Temporal.PlainDateTime.from('2026-01-01T00:00')
  const times = cronTimes(`${minutes} * * * *`, day, day.add({ hours: 1 }))
  const gaps = times.map((time, index) => (times[index + 1]?.minute ?? 60) - time.minute)
  // The last run of an hour is followed by the first of the next only where the pattern runs then, too.
  return Math.min(60, ...gaps.slice(0, -1))
}

/**
 * Local times from `first` (included) until `end` (not included) at which a pattern fires, the first `most` of them;
 * none when it is broken.
 */
export function cronTimes(
  expression: string,
  first: Temporal.PlainDateTime,
  end: Temporal.PlainDateTime,
  most = Number.POSITIVE_INFINITY,
): Temporal.PlainDateTime[] {
  const read = parseCron(expression)
  if ('error' in read) return []
  const times: Temporal.PlainDateTime[] = []
  // The next run is strictly after what it is asked for.
  let at = read.cron.nextRun(asUtc(first.subtract({ seconds: 1 })))
  while (at && at < asUtc(end) && times.length < most) {
    times.push(fromUtc(at))
    at = read.cron.nextRun(at)
  }
  return times
}

const asUtc = (local: Temporal.PlainDateTime) => new Date(local.toZonedDateTime('UTC').epochMilliseconds)

const fromUtc = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC').toPlainDateTime()
