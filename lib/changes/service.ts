import { canHandleChanges } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { changesHeadline, changesLead } from './headline'
import { type GroupRow, readAnnouncements, readChangeHead, readGroups, readWatched } from './list-store'
import type { ChangeFilter } from './schema'
import type { ChangeGroup, ChangeList, SystemChanges } from './view'

// Reading is open to everybody who has signed in.

const groupsPerPage = 25

/** Changes of all systems, newest first; what nobody has explained yet by default. */
export async function listChanges(viewer: Viewer, filter: ChangeFilter): Promise<ChangeList> {
  return readList(viewer, filter, null)
}

/** Changes of one system, with what was announced of it and what of it is watched. */
export async function getSystemChanges(
  viewer: Viewer,
  system: { id: string; teamId: string | null; archivedAt: string | null },
  filter: ChangeFilter,
): Promise<SystemChanges> {
  const list = await readList(viewer, filter, system.id)
  return {
    ...list,
    announcements: plain(await readAnnouncements(system.id)),
    watched: plain(await readWatched(system.id)),
    mayHandle: canHandleChanges(viewer, system) && system.archivedAt === null,
  }
}

async function readList(viewer: Viewer, filter: ChangeFilter, systemId: string | null): Promise<ChangeList> {
  const { now, systems, watched, blind, expectedLately, ...counts } = await readChangeHead({ systemId })
  const rows = await readGroups({ systemId }, filter, {
    limit: groupsPerPage,
    offset: (filter.page - 1) * groupsPerPage,
  })
  const total = rows[0]?.total ?? 0
  const facts = { ...counts, expectedLately, systems, watched, blind, ofOne: systemId !== null }
  return {
    filter,
    counts,
    groups: rows.map((row) => groupOf(viewer, row)),
    total,
    page: filter.page,
    pages: Math.max(1, Math.ceil(total / groupsPerPage)),
    headline: changesHeadline(facts),
    lead: changesLead(facts),
    now: now.toISOString(),
  }
}

function groupOf(viewer: Viewer, row: GroupRow): ChangeGroup {
  const { teamId, archived, acknowledgedAt, acknowledgedBy, reason, total: _total, ...group } = plain(row)
  return {
    ...group,
    acknowledged:
      acknowledgedAt === null ? null : { at: acknowledgedAt, by: acknowledgedBy, reason: reason ?? '' },
    mayHandle: canHandleChanges(viewer, { teamId }) && !archived,
  }
}

/** Instants as text, as screens get them. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
