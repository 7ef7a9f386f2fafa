import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { World } from './world'

/** An incident whose prevention is not proven, one without any, and one that is closed. */
export async function addIncidents(
  of: { systemId: string; checkId: string; recordedById: string },
  now: Date,
): Promise<Pick<World, 'incidentNumber' | 'bareIncidentNumber' | 'closedIncidentNumber' | 'preventionId'>> {
  const startedAt = new Date(now.getTime() - 10 * 86_400_000)
  const add = async (title: string, more: object = {}) => {
    const { number } = await prisma().incident.create({
      data: {
        id: newId(),
        systemId: of.systemId,
        title,
        detail: 'The disk was full; writes failed.',
        startedAt,
        detectedAt: new Date(startedAt.getTime() + 1_260_000),
        endedAt: new Date(startedAt.getTime() + 2_400_000),
        detectedBy: 'users',
        severity: 'high',
        state: 'open',
        recordedById: of.recordedById,
        recordedAt: now,
        evidenceIds: [],
        ...more,
      },
    })
    return number
  }
  const preventionId = newId()
  const incidentNumber = await add('Orders answered 500', {
    preventions: {
      create: {
        id: preventionId,
        kind: 'check',
        checkId: of.checkId,
        title: 'Answers with the expected status',
        why: 'It would have seen it at once.',
        state: 'unproven',
        addedById: of.recordedById,
        addedAt: now,
      },
    },
    events: { create: { id: newId(), at: now, actorId: of.recordedById, type: 'recorded' } },
  })
  const closed = { state: 'closed', closedAt: now, closedById: of.recordedById, lesson: 'Lightning struck.' }
  return {
    incidentNumber,
    bareIncidentNumber: await add('Nobody could sign in'),
    closedIncidentNumber: await add('The data centre was dark', closed),
    preventionId,
  }
}
