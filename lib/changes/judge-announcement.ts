/** Whoever forgot to announce may do it so much later; after that a reason is asked for instead. */
export const lateHours = 24
export const longestDays = 14
export const aheadDays = 180

const hourMs = 3_600_000

/** What is wrong with a span that somebody announces, by field; empty when nothing is. Pure. */
export function judgeAnnouncement(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  now: Date,
): { startsAt?: string; endsAt?: string } {
  if (endsAt <= startsAt)
    return { endsAt: 'It ends before it begins. Choose a later end, e.g. an hour after the beginning.' }
  if (endsAt.getTime() - startsAt.getTime() > longestDays * 24 * hourMs)
    return {
      endsAt: `At most ${longestDays} days: longer, and everything would be expected. Announce each change by itself.`,
    }
  if (startsAt.getTime() < now.getTime() - lateHours * hourMs)
    return {
      startsAt: `At most ${lateHours} hours ago. What changed earlier is explained one by one, with a reason, in the list.`,
    }
  if (startsAt.getTime() > now.getTime() + aheadDays * 24 * hourMs)
    return { startsAt: `At most ${aheadDays} days ahead.` }
  return {}
}
