import { oneQuestion } from '../one-question'
import { type ActionRule, managers, ofTheTeam } from './rules'

const file = 'app/(dashboard)/checklists/actions.ts'
const about = (key: string, fields: Record<string, string> = {}): Pick<ActionRule, 'page' | 'fields'> => ({
  page: () => `/checklists/${key}`,
  fields: () => ({ key, ...fields }),
})

/** Server Actions about checklists; e2e/support/add-checklists.ts has one in the state that each needs. */
export const checklistActions: Readonly<Record<string, ActionRule>> = {
  [`${file} importChecklistAction`]: {
    page: () => '/checklists/new',
    fields: (_, caller) => ({ text: oneQuestion(`by-${caller}`) }),
    open: managers,
    outcome: '/checklists/by-',
  },
  [`${file} startDraftAction`]: {
    ...about('for-start'),
    open: managers,
    outcome: '/checklists/for-start/edit',
    repeated: 'conflict',
  },
  [`${file} saveDraftAction`]: {
    // The revision that was read: whoever comes second is told, and shown what the first one saved.
    ...about('for-save', { revision: '1', text: 'half a text' }),
    open: managers,
    outcome: '/checklists/for-save/edit',
    repeated: 'conflict',
  },
  [`${file} discardDraftAction`]: {
    ...about('for-discard', { revision: '1' }),
    open: managers,
    outcome: '/checklists/for-discard',
    repeated: 'conflict',
  },
  [`${file} publishDraftAction`]: {
    ...about('for-publish', { revision: '2', note: 'heavier' }),
    open: managers,
    outcome: '/checklists/for-publish',
    repeated: 'conflict',
  },
  [`${file} retireChecklistAction`]: {
    ...about('for-retire', { reason: 'not needed' }),
    open: managers,
    outcome: '/checklists/for-retire',
    repeated: 'conflict',
  },
  [`${file} restoreChecklistAction`]: {
    ...about('for-restore'),
    open: managers,
    outcome: '/checklists/for-restore',
    repeated: 'conflict',
  },
  [`${file} assignChecklistAction`]: {
    page: () => '/checklists/for-assign/systems',
    fields: (world) => ({ key: 'for-assign', 'systemIds[]': world.systemId, reason: 'holds orders' }),
    open: ofTheTeam,
    outcome: '/checklists/for-assign/systems',
    repeated: 'conflict',
  },
  [`${file} unassignChecklistAction`]: {
    page: () => '/checklists/for-unassign/systems',
    fields: (world) => ({ key: 'for-unassign', 'systemIds[]': world.systemId, reason: 'holds none' }),
    open: managers,
    outcome: '/checklists/for-unassign/systems',
    repeated: 'conflict',
  },
}
