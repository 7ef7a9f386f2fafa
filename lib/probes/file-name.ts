/** Whether `name` matches a pattern of `*` (any characters) and `?` (one). Linear in practice, never exponential. */
export function matchesPattern(name: string, pattern: string): boolean {
  let at = 0
  let inName = 0
  let starAt = -1
  let starInName = 0
  while (inName < name.length) {
    if (pattern[at] === '*') {
      starAt = at++
      starInName = inName
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[inName])) {
      at++
      inName++
    } else if (starAt >= 0) {
      // Let the last star take one character more.
      at = starAt + 1
      inName = ++starInName
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

const unfinished = /(\.(part|partial|filepart|tmp|temp|incomplete|inprogress|in-progress|crdownload|swp)|~)$/i

/** Names that tools give to files they are still writing: `x.part`, `x.tmp`, rsync's `.x.Ab3dE9`. */
export function isUnfinishedName(name: string): boolean {
  return name.startsWith('.') || unfinished.test(name)
}

/** A time that a file name tells. `end` is later than `start` when only the day, hour or minute is told. */
export interface NameTime {
  start: Date
  end: Date
}

const datePart = String.raw`(?<![0-9])(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])`
const timePart = String.raw`(?:[-_.T ]?(?:at[-_. ]?)?([01]\d|2[0-3])[-_:.hH]?([0-5]\d)(?:[-_:.m]?([0-5]\d))?)?`
const zonePart = String.raw`(?:[.,]\d{1,9})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?(?![0-9])`
const timeInName = new RegExp(datePart + timePart + zonePart, 'g')

/**
 * The last date, or date and time, in a file name: `db-2026-11-23T02-30-00Z.dump`, `20261123_0230.tar.gz`,
 * `backup-2026-11-23`. Without a zone in the name it is wall time of `timeZone`. Null where there is none.
 */
export function timeInFileName(name: string, timeZone: string): NameTime | null {
  const found = [...name.matchAll(timeInName)].at(-1)
  if (!found) return null
  const [, year, , month, day, hour, minute, second, zone] = found
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  // 2026-02-31 is a number, not a day.
  if (new Date(wall).getUTCDate() !== Number(day)) return null
  const start = hour !== undefined && zone ? wall - zoneOffset(zone) : fromWallTime(wall, timeZone)
  const length = hour === undefined ? 86_400_000 : second === undefined ? 60_000 : 1_000
  return { start: new Date(start), end: new Date(start + length) }
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000
}

/** Instant at which clocks in `timeZone` show the wall time given as if it were UTC. */
function fromWallTime(wall: number, timeZone: string): number {
  const first = wall - offsetAt(wall, timeZone)
  // Around a change of the clocks the first guess may have used the wrong side's offset.
  return wall - offsetAt(first, timeZone)
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((entry) => entry.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(instant / 1000) * 1000
}
