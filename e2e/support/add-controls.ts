import { createHash } from 'node:crypto'
import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { assignTestChecklist, publishTestChecklist, testControl } from '@/scripts/testing/checklist-fixture'
import type { World } from './world'

const day = 86_400_000

/** Questions that are asked of the system, what was asked to be left out, a core entry, and a file of evidence. */
export async function addControls(
  systemId: string,
  requesterId: string,
  now: Date,
): Promise<Pick<World, 'controlKey' | 'exclusions' | 'coreEntryId' | 'evidenceId'>> {
  const keys = ['access.first', 'access.second', 'access.third', 'access.fourth'] as const
  await publishTestChecklist(
    'access',
    keys.map((key) => testControl(key, { severity: 'medium' })),
  )
  await assignTestChecklist(systemId, 'access')
  const [toApprove, toDecline, toEnd] = [newId(), newId(), newId()]
  const exclusion = {
    systemId,
    reasonCode: 'architecture',
    reason: 'tests',
    requesterId,
    requestedAt: now,
    until: new Date(now.getTime() + 30 * day),
  }
  await prisma().controlExclusion.createMany({
    data: [
      { ...exclusion, id: toApprove, controlKey: keys[1] },
      { ...exclusion, id: toDecline, controlKey: keys[2] },
      { ...exclusion, id: toEnd, controlKey: keys[3], approverId: requesterId, approvedAt: now },
    ],
  })
  const coreEntryId = newId()
  await prisma().coreAnswer.create({
    data: { id: coreEntryId, systemId, question: 'expires', what: 'The key of the partner', createdAt: now },
  })
  return {
    controlKey: keys[0],
    exclusions: { toApprove, toDecline, toEnd },
    coreEntryId,
    evidenceId: await addFile(systemId, now),
  }
}

async function addFile(systemId: string, now: Date): Promise<string> {
  const id = newId()
  const content = Buffer.from('8412003 rows restored\n')
  const sha256 = createHash('sha256').update(content).digest('hex')
  await prisma().evidenceFile.create({ data: { sha256, byteSize: content.length, content } })
  await prisma().evidence.create({
    data: {
      id,
      systemId,
      kind: 'file',
      title: 'restore.log',
      fileName: 'restore.log',
      mediaType: 'text/plain',
      byteSize: content.length,
      sha256,
      capturedAt: now,
    },
  })
  return id
}
