import { assignChecklist } from '@/lib/checklists/assignment'
import { importChecklist, saveDraft, startDraft } from '@/lib/checklists/draft-changes'
import { findVersion } from '@/lib/checklists/list-store'
import { publishDraft, retireChecklist } from '@/lib/checklists/publish'
import { viewerFor } from '@/scripts/testing/test-people'
import { oneQuestion } from './one-question'

const facts = new Set<string>()

/** Checklists that access is tried on: each in the state that one action needs. */
export async function addChecklists(systemId: string, managerId: string): Promise<void> {
  const viewer = await viewerFor(managerId)
  const publish = async (key: string) => {
    await importChecklist(viewer, oneQuestion(key), facts)
    await publishDraft(viewer, key, { revision: 1, note: '' }, facts)
  }
  for (const key of ['for-start', 'for-assign', 'for-unassign', 'for-retire', 'for-restore'])
    await publish(key)
  for (const key of ['for-save', 'for-discard', 'for-publish']) {
    await publish(key)
    await startDraft(viewer, key)
  }
  const text = (await findVersion('for-publish', 'draft'))?.source ?? ''
  await saveDraft(
    viewer,
    'for-publish',
    { text: text.replace('severity: low', 'severity: high'), revision: 1 },
    facts,
  )
  await assignChecklist(viewer, 'for-unassign', { systemIds: [systemId], reason: 'To take it away.' })
  await retireChecklist(viewer, 'for-restore', 'To bring it back.')
}
