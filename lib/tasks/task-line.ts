import type { Viewer } from '@/lib/auth/viewer'
import { formatMoment, formatNear } from '@/lib/format/moment'
import { describeSchedule } from './describe-schedule'
import { lineOf, somebody } from './line-view'
import { schedule } from './schedule-schema'
import type { StoredRecord, StoredTaskRow } from './task-store'
import type { OccurrenceRecord, TaskLine } from './task-view'
import type { OccurrenceLine } from './view'

/** How a stored schedule reads; one that this version does not know is named, not hidden. */
export function scheduleText(
  task: Pick<StoredTaskRow, 'schedule' | 'timeZone' | 'window' | 'anchor'>,
): string {
  const read = schedule.safeParse(task.schedule)
  return read.success ? describeSchedule(read.data, task) : 'A schedule that this version cannot read'
}

/** A task as a line, with the occurrence that counts now. */
export function taskLineOf(task: StoredTaskRow, current: OccurrenceLine | null, now: Date): TaskLine {
  const { id, key, revision, systemId, system, tier, title, automation, expectedMinutes, onTimeShare } = task
  const { pausedAt, pausedUntil, pausedReason } = task
  return {
    id,
    key,
    revision,
    systemId,
    system,
    tier,
    title,
    owner: somebody(task.ownerId, task.ownerName),
    scheduleText: scheduleText(task),
    automation,
    expectedMinutes,
    lastDoneAt: task.lastDoneAt?.toISOString() ?? null,
    onTimeShare,
    current,
    paused:
      pausedAt && pausedUntil && pausedUntil > now
        ? { since: pausedAt.toISOString(), until: pausedUntil.toISOString(), reason: pausedReason ?? '' }
        : null,
    archivedAt: task.archivedAt?.toISOString() ?? null,
  }
}

/** An occurrence with all that was recorded. */
export function recordOf(stored: StoredRecord, now: Date, viewer: Viewer): OccurrenceRecord {
  const { measure, note, skipReason, minutes, evidenceIds, checkId, checkName, runAt } = stored
  const { findingId, findingNumber, findingTitle } = stored
  return {
    ...lineOf(stored, now, viewer),
    startedAt: stored.startedAt?.toISOString() ?? null,
    finishedBy: somebody(stored.finishedById, stored.finishedByName),
    measure,
    note,
    skipReason,
    minutes,
    evidenceIds,
    provenBy: checkId && runAt ? { checkId, name: checkName ?? '', runAt: runAt.toISOString() } : null,
    finding:
      findingId && findingNumber !== null
        ? { id: findingId, number: findingNumber, title: findingTitle ?? '' }
        : null,
  }
}

/** "Overdue since Tue 24 Nov 14:00; last done 8 d ago, 92 % on time over 90 days". */
export function taskPageHeadline(
  { current, lastDoneAt, onTimeShare, paused, archivedAt }: TaskLine,
  now: Date,
  zone: string,
): string {
  const at = (iso: string) => formatMoment(new Date(iso), zone, now)
  const done = lastDoneAt ? `last done ${formatNear(new Date(lastDoneAt), zone, now)}` : 'never done yet'
  const kept = onTimeShare === null ? '' : `, ${Math.floor(onTimeShare)} % on time over 90 days`
  const rest = `; ${done}${kept}`
  if (archivedAt) return `Archived on ${at(archivedAt)}${rest}`
  if (paused) return `Paused until ${at(paused.until)}${rest}`
  return `${current ? standing(current, at) : 'Nothing is planned'}${rest}`
}

function standing(line: OccurrenceLine, at: (iso: string) => string): string {
  const by = line.claimedBy ? ` (${line.claimedBy.name} is on it)` : ''
  if (line.status === 'overdue' || line.status === 'missed') return `Overdue since ${at(line.dueAt)}${by}`
  if (line.status === 'due') return `Due until ${at(line.dueAt)}${by}`
  if (line.waitsFor) return `Waits for "${line.waitsFor.title}"${by}`
  const from =
    line.snoozedUntil && line.snoozedUntil > line.scheduledAt ? line.snoozedUntil : line.scheduledAt
  return `Next on ${at(from)}${by}`
}
