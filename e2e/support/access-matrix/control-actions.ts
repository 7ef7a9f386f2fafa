import type { World } from '../world'
import { type ActionRule, ofTheTeam } from './rules'

const controls = 'app/(dashboard)/systems/[id]/controls/actions.ts'
const core = 'app/(dashboard)/systems/[id]/core-questions/actions.ts'
const evidence = 'app/(dashboard)/evidence/[id]/actions.ts'
const controlPage = (world: World) => `/systems/${world.systemId}/controls/${world.controlKey}`
const corePage = (world: World) => `/systems/${world.systemId}/core-questions`
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

/** Server Actions about answers to controls, the core questions, and evidence. */
export const controlActions: Readonly<Record<string, ActionRule>> = {
  [`${controls} answerControlAction`]: {
    page: controlPage,
    // Of the answer that was on the screen: whoever comes second is told what the first one said.
    fields: (world) => ({
      systemId: world.systemId,
      controlKey: world.controlKey,
      expectedRevision: '0',
      answer: 'yes',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${controls} requestExclusionAction`]: {
    page: controlPage,
    fields: (world) => ({
      systemId: world.systemId,
      controlKey: world.controlKey,
      reasonCode: 'architecture',
      reason: 'keeps no data of its own',
      until: inAWeek(),
    }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${controls} approveExclusionAction`]: {
    page: controlPage,
    fields: (world) => ({ id: world.exclusions.toApprove }),
    open: ['manager', 'admin'],
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${controls} declineExclusionAction`]: {
    page: controlPage,
    // The maintainer asked for it, and may take it back.
    fields: (world) => ({ id: world.exclusions.toDecline, reason: 'asked too early' }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${controls} endExclusionAction`]: {
    page: controlPage,
    fields: (world) => ({ id: world.exclusions.toEnd, reason: 'data came in' }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${core} addCoreEntryAction`]: {
    page: corePage,
    fields: (world) => ({ systemId: world.systemId, question: 'drifts', what: 'settings changed by hand' }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${core} addProposedEntriesAction`]: {
    page: corePage,
    // The check of this system proposes nothing.
    fields: (world) => ({ systemId: world.systemId, 'checkIds[]': world.checkId }),
    open: ofTheTeam,
    outcome: 'invalid',
  },
  // Before the next one, which ends the entry.
  [`${core} changeCoreEntryAction`]: {
    page: corePage,
    fields: (world) => ({ id: world.coreEntryId, question: 'expires', what: 'the key of the partner' }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${core} endCoreEntryAction`]: {
    page: corePage,
    fields: (world) => ({ id: world.coreEntryId }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'not-found',
  },
  [`${evidence} replaceEvidenceAction`]: {
    page: (world) => `/evidence/${world.evidenceId}`,
    fields: (world) => ({ id: world.evidenceId, evidenceNote: 'seen again' }),
    open: ofTheTeam,
    outcome: '/evidence/',
    repeated: 'conflict',
  },
}
