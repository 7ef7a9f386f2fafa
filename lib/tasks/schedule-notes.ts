import { localTime } from './local-time'
import { inWindow, type Schedule } from './schedule-schema'
import { slotsBetween, type Timetable } from './slots'

const days = 400

/**
 * What is unusual in the coming year: days on which the clock jumps over the time, months and years that are left out
 * or moved. At most so many sentences.
 */
export function scheduleNotes(timetable: Timetable, limit = 4): string[] {
  const { schedule, startsAt } = timetable
  const to = new Date(startsAt.getTime() + days * 86_400_000)
  return [...missingNotes(schedule), ...jumpNotes(timetable, to)].slice(0, limit)
}

function missingNotes(schedule: Schedule): string[] {
  if (!('missing' in schedule)) return []
  const last = schedule.missing === 'last'
  const left = (what: string) => (last ? `${what}: the last one is taken.` : `${what}: nothing is due then.`)
  switch (schedule.type) {
    case 'monthly-day':
      return schedule.day !== 'last' && schedule.day > 28
        ? [left(`Some months have no day ${schedule.day}`)]
        : []
    case 'quarterly-day':
      return schedule.day !== 'last' && schedule.day > 90
        ? [left(`Some quarters have no day ${schedule.day}`)]
        : []
    case 'yearly':
      return schedule.month === 2 && schedule.day === 29 ? [left('29 February comes every four years')] : []
    default:
      return schedule.nth === 5 ? [left('Most months have no fifth one')] : []
  }
}

/** A fixed time of day that a slot does not show is one that the clock jumps over on that day. */
function jumpNotes(timetable: Timetable, to: Date): string[] {
  const { schedule, timeZone, startsAt } = timetable
  if (schedule.type === 'cron' || schedule.at === inWindow) return []
  return slotsBetween(timetable, startsAt, to)
    .map((slot) => localTime(slot, timeZone))
    .filter((local) => local.toPlainTime().toString().slice(0, 5) !== schedule.at)
    .map((local) => {
      const [day, time] = local.toString().split('T')
      return `On ${day} there is no ${schedule.at} in ${timeZone}, because the clock is put forward: ${time?.slice(0, 5)} instead.`
    })
}
