import { formatDay, formatDuration, formatNear, relativeLimitSeconds } from '@/lib/format/moment'
import type { CheckPage } from './view'

/** "for 3 d" within a week, then "since Fri 6 Nov". */
function howLong(since: Date, zone: string, now: Date): string {
  const seconds = (now.getTime() - since.getTime()) / 1000
  return seconds < relativeLimitSeconds
    ? `for ${formatDuration(seconds)}`
    : `since ${formatDay(since, zone, now)}`
}

/** The state of a check as a sentence: "Disk space: failing for 3 d." */
export function checkSentence(
  { check, reading }: Pick<CheckPage, 'check' | 'reading'>,
  zone: string,
): string {
  const { name, state } = check
  const now = new Date(reading.now)
  const near = (at: string) => formatNear(new Date(at), zone, now)
  const lasting = check.since ? ` ${howLong(new Date(check.since), zone, now)}` : ''
  switch (state) {
    case 'fail':
      return `${name}: failing${lasting}.`
    case 'warn':
      return `${name}: warning${lasting}.`
    case 'ok':
      return `${name}: passing.`
    case 'not-applicable':
      return `${name}: not applicable here.`
    case 'paused':
      return `${name}: paused, nobody is looking.`
    case 'never':
      return `${name}: first run still to come.`
    case 'unknown':
      return check.lastOkAt
        ? `${name}: unknown, last passed ${near(check.lastOkAt)}.`
        : `${name}: unknown, never passed yet.`
  }
}
