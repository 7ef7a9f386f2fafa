import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { readAssignedControls, type VersionControl } from '@/lib/checklists/store'
import { isId } from '@/lib/db/new-id'
import { loadSystemFacts } from '@/lib/facts/store'
import { Problem } from '@/lib/problem'
import { appliesTo } from './applies-to'
import { suggestAnswer } from './suggest-answer'

const noControl =
  'This question is not asked of this system any more. Look at its controls for what is asked now.'

/** What a caller inside a transaction brings: the question, and what the data say to it. */
export interface Asked {
  asked: VersionControl
  suggestion: SuggestedAnswer | null
}

/** The question as it is asked of a system now, with what the data say. Throws not-found. */
export async function findAsked(systemId: string, controlKey: string): Promise<Asked> {
  const [facts] = isId(systemId) ? await loadSystemFacts([systemId]) : []
  if (!facts) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const controls = (await readAssignedControls([systemId])).get(systemId) ?? []
  const asked = controls.find(({ control }) => control.key === controlKey && appliesTo(control, facts))
  if (!asked) throw new Problem('not-found', noControl)
  return { asked, suggestion: suggestAnswer(asked.control, facts) }
}
