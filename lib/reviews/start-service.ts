import { canReview, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { listPublished } from '@/lib/checklists/store'
import { databaseNow, sql } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { listPeople } from '@/lib/systems/change-store'
import { mayReview } from './guards'
import { listDue } from './list-store'
import { lastMilestone } from './milestone-store'
import { findDueSystem } from './plan-store'
import { prepareFor } from './prepare'
import { countSuggested, isConclusive } from './prepare-questions'
import { findReview, reviewUnderWay } from './review-store'
import type { StartLine, StartPage } from './start-view'
import { minutesOf } from './time-left'

/** What a review of this system would take now. Throws Problem: not-found, forbidden, conflict (no checklist). */
export async function getStartPage(viewer: Viewer, systemId: string): Promise<StartPage> {
  const system = isId(systemId) ? await findDueSystem(systemId) : null
  if (!system || system.isArchived)
    throw new Problem('not-found', 'There is no such system. It may have been archived.')
  permit(canReview(viewer, system), mayReview)
  const [prepared, people, checklists, milestone, underWayId, now] = await Promise.all([
    system.versionId ? prepareFor(systemId, system.versionId, 0) : null,
    listPeople(),
    listPublished(),
    lastMilestone(systemId),
    reviewUnderWay(sql(), systemId),
    databaseNow(),
  ])
  const questions = prepared?.questions ?? []
  const paces = questions.map(({ suggestion, isReproof }, index) => ({
    control: prepared?.controls[index] ?? { type: 'choice' as const, evidencePolicy: 'optional' as const },
    isSuggested: isConclusive(suggestion),
    isReproof,
  }))
  return {
    systemId,
    systemName: system.name,
    leaderId: system.leaderId,
    due: system.due.toISOString(),
    isFirst: milestone === null,
    underWay: await underWayOf(underWayId),
    questions: questions.length,
    known: countSuggested(questions),
    minutes: minutesOf(paces),
    checklists: checklists
      .filter(({ occasion }) => occasion === 'quarterly' || occasion === 'event')
      .map(({ checklistKey: key, title }) => ({ key, title })),
    checklistKey: prepared?.version.checklistKey ?? '',
    people,
    now: now.toISOString(),
  }
}

async function underWayOf(id: string | null): Promise<StartPage['underWay']> {
  const review = id === null ? null : await findReview(id)
  return review && { id: review.id, isPlanned: review.state === 'planned' }
}

/** Systems to choose from: those that are due first. */
export async function listToStart(viewer: Viewer): Promise<StartLine[]> {
  const rows = await listDue(null, 1)
  return rows
    .filter(({ teamId, state }) => canReview(viewer, { teamId }) && (state === null || state === 'planned'))
    .map(({ systemId, systemName, due, owner }) => ({ systemId, systemName, due: due.toISOString(), owner }))
}
