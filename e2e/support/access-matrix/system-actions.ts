import type { World } from '../world'
import { type ActionRule, admins, maintainers, nowhere, ofTheTeam } from './rules'

const password = 'four other random words'
const findings = 'app/(dashboard)/findings/[number]/actions.ts'
const runs = 'app/(dashboard)/runs/actions.ts'
const checkEdit = 'app/(dashboard)/checks/[id]/edit/actions.ts'
const checkPage = (world: World) => `/checks/${world.checkId}/edit`
const systemEdit = 'app/(dashboard)/systems/[id]/edit/actions.ts'
const systemPage = (world: World) => `/systems/${world.systemId}/edit`
const adding = 'app/(dashboard)/systems/new/actions.ts'

/** Server Actions about systems, their checks, runs and findings. */
export const systemActions: Readonly<Record<string, ActionRule>> = {
  [`${findings} findingFormAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber), do: 'comment', comment: 'looked at it' }),
    open: ofTheTeam,
    outcome: '/findings/',
  },
  'app/(dashboard)/findings/new/actions.ts createFindingAction': {
    page: () => '/findings/new',
    fields: (world) => ({
      systemId: world.systemId,
      title: 'Nobody can restore it',
      detail: 'The restore ended with an error.',
      remediation: 'Repair the archive, then restore once more.',
      severity: 'high',
      severityReason: 'data of customers',
      ownerId: '',
      due: '',
      origin: 'manual',
      kind: 'defect',
    }),
    open: ofTheTeam,
    outcome: '/findings/',
  },
  [`${findings} verifyNowAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber) }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} runCheckAction`]: {
    page: (world) => `/checks/${world.checkId}`,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} runSystemAction`]: {
    page: (world) => `/systems/${world.systemId}`,
    fields: (world) => ({ systemId: world.systemId }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} cancelRemainingAction`]: {
    page: (world) => `/runs/${world.batchId}`,
    fields: (world) => ({ batchId: world.batchId }),
    open: ofTheTeam,
    outcome: '/runs/',
    repeated: 'conflict',
  },
  [`${checkEdit} editCheckAction`]: {
    page: checkPage,
    fields: (world) => ({
      checkId: world.checkId,
      name: 'Answers',
      intervalSeconds: '60',
      timeoutSeconds: '10',
      failAfter: '2',
    }),
    open: ofTheTeam,
    outcome: '/checks/',
  },
  [`${checkEdit} pauseCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId, reason: 'planned work', days: '1' }),
    open: ofTheTeam,
    outcome: '/checks/',
  },
  [`${checkEdit} resumeCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
    outcome: '/checks/',
    repeated: 'conflict',
  },
  [`${systemEdit} editSystemAction`]: {
    page: systemPage,
    fields: (world) => ({
      systemId: world.systemId,
      name: 'orders-db',
      kind: 'web-service',
      environment: 'production',
      criticality: 'high',
      ownerId: world.people.maintainer.id,
      backupOwnerId: '',
      teamId: world.teamId,
      runbookUrl: '',
      timeZone: 'UTC',
      rpoMinutes: '',
      rtoMinutes: '',
      reviewCadenceDays: '90',
      tags: '',
      description: '',
      maintenanceWindow: '',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${systemEdit} addDependencyAction`]: {
    page: systemPage,
    // Itself: so nothing is added, whoever may.
    fields: (world) => ({
      systemId: world.systemId,
      dependsOnId: world.systemId,
      purpose: 'keeps its orders',
    }),
    open: ofTheTeam,
    outcome: 'invalid',
  },
  [`${systemEdit} removeDependencyAction`]: {
    page: systemPage,
    fields: (world) => ({ systemId: world.systemId, dependsOnId: nowhere }),
    open: ofTheTeam,
    outcome: 'not-found',
  },
  [`${systemEdit} archiveSystemAction`]: {
    page: systemPage,
    // Not its name: whoever may archive is asked to type it, and the system stays for the other cells.
    fields: (world) => ({ systemId: world.systemId, typedName: 'not its name' }),
    open: ofTheTeam,
    outcome: 'invalid',
  },
  [`${systemEdit} moveTargetAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, secretAddress: 'https://orders.example.com/health' }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${systemEdit} replaceSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, password }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${systemEdit} clearSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${adding} testAddressAction`]: {
    page: () => '/systems/new',
    fields: () => ({ secretAddress: 'https://orders.example.com/', password: '' }),
    open: maintainers,
    outcome: '/systems/new?trial=',
  },
  // Before the next one, which forgets what the trial asked for.
  [`${adding} allowRangeAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: admins,
    outcome: '/systems/new?trial=',
  },
  [`${adding} retryTrialAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: maintainers,
    outcome: '/systems/new?trial=',
  },
  [`${adding} addTargetAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({
      trialId: world.trials[caller],
      systemId: world.systemId,
      'checks[]': 'url:http.status',
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${adding} createSystemAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({
      trialId: world.trials[caller],
      name: 'new-system',
      ownerId: world.people[caller].id,
      criticality: 'low',
      environment: 'staging',
      teamId: '',
      'checks[]': 'url:http.status',
    }),
    open: maintainers,
    outcome: 'conflict',
  },
}
