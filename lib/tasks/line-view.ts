import { canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { statusOf } from './derive-status'
import type { StoredLine } from './line-store'
import type { OccurrenceLine, Somebody } from './view'

/** A person with the one or two letters that a card shows. */
export function somebody(id: string | null, name: string | null): Somebody | null {
  if (id === null || name === null) return null
  const words = name.split(/[\s.@_-]+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const initials = letters.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
  return { id, name, initials: initials === '' ? '?' : initials }
}

/** An occurrence as screens show it, at an instant, for a viewer. */
export function lineOf(stored: StoredLine, now: Date, viewer: Viewer): OccurrenceLine {
  const { id, taskId, revision, title, tier, systemId, system, criticality, state } = stored
  const { snoozeCount, expectedMinutes, needsDowntime, needsVerification, automation } = stored
  const { evidencePolicy, measureLabel, measureUnit, blockedReason, onTime } = stored
  const waits = stored.waitsUntil !== null && stored.waitsUntil > now
  return {
    id,
    taskId,
    revision,
    title,
    tier,
    systemId,
    system,
    criticality,
    owner: somebody(stored.ownerId, stored.ownerName),
    status: statusOf(stored, now),
    inProgress: state === 'in-progress',
    periodStart: stored.periodStart.toISOString(),
    periodEnd: stored.periodEnd.toISOString(),
    scheduledAt: stored.scheduledAt.toISOString(),
    dueAt: stored.dueAt.toISOString(),
    claimedBy: state === 'in-progress' ? somebody(stored.claimedById, stored.claimedByName) : null,
    blockedReason,
    snoozedUntil: stored.snoozedUntil?.toISOString() ?? null,
    snoozeCount,
    waitsFor:
      waits && stored.beforeTaskId !== null
        ? { taskId: stored.beforeTaskId, title: stored.beforeTitle ?? '' }
        : null,
    expectedMinutes,
    needsDowntime,
    needsVerification,
    automation,
    evidencePolicy,
    measureLabel,
    measureUnit,
    finishedAt: stored.finishedAt?.toISOString() ?? null,
    onTime,
    editable: !stored.isArchived && canMaintain(viewer, stored),
  }
}
