import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { activePeople, findEditableSystem } from '@/lib/systems/change-store'
import { guidedSystem, noWalkthrough } from './guards'
import { lockNote, saveNote } from './note-store'
import type { Assignment, ChapterNote, MentorVerdict } from './schema'
import { insertWalkthrough, lockWalkthrough, readGuide, updateWalkthrough } from './walkthrough-store'

// What owners and mentors do.

/**
 * Asks somebody to walk through a system; they land there at their next sign-in. Throws Problem: not-found, forbidden,
 * invalid (people), conflict (they are on the way already).
 */
export async function assignWalkthrough(viewer: Viewer, given: Assignment): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const system = await guidedSystem(tx, viewer, given.systemId)
    const { userId, mentorId } = given
    const people = await activePeople(tx, mentorId ? [userId, mentorId] : [userId])
    if (!people.has(userId))
      throw new Problem('invalid', 'This person cannot sign in.', { userId: 'Choose somebody else.' })
    if (mentorId && !people.has(mentorId))
      throw new Problem('invalid', 'The mentor cannot sign in.', { mentorId: 'Choose somebody else.' })
    if (mentorId === userId)
      throw new Problem('invalid', 'Nobody is their own mentor.', { mentorId: 'Choose somebody else.' })
    const mentor = mentorId ? await readGuide(tx, mentorId) : null
    if (mentor && !canMaintain(mentor, system))
      throw new Problem('invalid', `${people.get(mentor.id)} could not sign it.`, {
        mentorId: 'Choose a maintainer of the team that owns the system, a manager or an admin.',
      })
    const id = newId()
    const assignedAt = await transactionNow(tx)
    const isNew = await insertWalkthrough(tx, {
      id,
      systemId: system.id,
      userId,
      mentorId,
      assignedById: viewer.id,
      assignedAt,
      startedAt: null,
      questions: [],
    })
    if (!isNew)
      throw new Problem(
        'conflict',
        `${people.get(userId)} has an open walkthrough of ${system.name} already.`,
        {
          userId: 'Choose somebody else, or end that one first.',
        },
      )
    await appendAudit(tx, {
      actor: viewer,
      action: 'walkthrough.assign',
      entity: 'walkthrough',
      entityId: id,
      after: { ...given },
    })
    return { id }
  })
}

/**
 * The mentor signs what was handed in, or gives it back with a reason. Nobody signs for themselves. Throws Problem:
 * not-found, forbidden, conflict (not handed in), invalid (no reason).
 */
export async function judgeWalkthrough(
  viewer: Viewer,
  { walkthroughId, verdict, note }: MentorVerdict,
): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const walkthrough = isId(walkthroughId) ? await lockWalkthrough(tx, walkthroughId) : null
    if (!walkthrough) throw noWalkthrough()
    const { id, systemId, userId, state } = walkthrough
    await guidedSystem(tx, viewer, systemId)
    permit(
      userId !== viewer.id,
      'Nobody signs their own walkthrough. Ask your mentor, or another maintainer of the team.',
    )
    if (state !== 'waiting-for-mentor')
      throw new Problem('conflict', 'Only what was handed in can be signed or given back.')
    if (verdict === 'return' && note.length < 3)
      throw new Problem('invalid', 'Say what is still to be looked at.', {
        note: 'Say what is still to be looked at, e.g. "find the runbook once more: it moved"',
      })
    const now = await transactionNow(tx)
    await updateWalkthrough(
      tx,
      id,
      verdict === 'sign'
        ? { state: 'completed', completedAt: now, signedById: viewer.id, mentorNote: note }
        : { state: 'in-progress', finishedAt: null, mentorNote: note },
    )
    await appendAudit(tx, {
      actor: viewer,
      action: verdict === 'sign' ? 'walkthrough.sign' : 'walkthrough.return',
      entity: 'walkthrough',
      entityId: id,
      after: { note },
    })
    return { systemId }
  })
}

/** Ends a walkthrough that nobody goes on with: by whoever is on it, or by a maintainer. It stays readable. */
export async function giveUpWalkthrough(
  viewer: Viewer,
  walkthroughId: string,
): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const walkthrough = isId(walkthroughId) ? await lockWalkthrough(tx, walkthroughId) : null
    const system = walkthrough && (await findEditableSystem(tx, walkthrough.systemId))
    if (!walkthrough || !system) throw noWalkthrough()
    permit(
      walkthrough.userId === viewer.id || canMaintain(viewer, system),
      'Ending the walkthrough of somebody else needs the role maintainer in the team that owns the system.',
    )
    if (walkthrough.state === 'completed' || walkthrough.state === 'abandoned')
      throw new Problem('conflict', 'It has ended already.')
    await updateWalkthrough(tx, walkthrough.id, { state: 'abandoned' })
    await appendAudit(tx, {
      actor: viewer,
      action: 'walkthrough.give-up',
      entity: 'walkthrough',
      entityId: walkthrough.id,
      before: { state: walkthrough.state },
    })
    return { systemId: walkthrough.systemId }
  })
}

/**
 * Stores what the owner wants newcomers to know in a chapter. The same text again says that it still holds. Throws
 * Problem: not-found, forbidden, conflict (somebody else wrote meanwhile).
 */
export async function writeNote(viewer: Viewer, given: ChapterNote): Promise<void> {
  const { systemId, chapter, text, revision } = given
  await inTransaction(async (tx) => {
    await guidedSystem(tx, viewer, systemId)
    const before = await lockNote(tx, systemId, chapter)
    if ((before?.revision ?? 0) !== revision)
      throw new Problem(
        'conflict',
        `Somebody changed this note meanwhile. It says now: “${before?.text ?? ''}”`,
      )
    const updatedAt = await transactionNow(tx)
    await saveNote(tx, { systemId, chapter, text, updatedAt, updatedById: viewer.id })
    await appendAudit(tx, {
      actor: viewer,
      action: 'walkthrough.note',
      entity: 'system',
      entityId: systemId,
      ...(before ? { before: { chapter, text: before.text } } : {}),
      after: { chapter, text },
    })
  })
}
