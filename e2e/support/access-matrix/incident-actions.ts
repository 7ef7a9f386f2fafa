import { type ActionRule, ofTheTeam } from './rules'

const file = 'app/(dashboard)/incidents/actions.ts'

const told = {
  title: 'Orders answered 500',
  detail: 'The disk was full; writes failed.',
  startedAt: '2026-11-14T02:10',
  detectedAt: '2026-11-14T02:31',
  endedAt: '2026-11-14T02:50',
  detectedBy: 'users',
  severity: 'high',
  costMinutes: '90',
  cost: '',
}

/** Server Actions about incidents and what would have prevented them. */
export const incidentActions: Readonly<Record<string, ActionRule>> = {
  [`${file} recordIncidentAction`]: {
    page: () => '/incidents/new',
    fields: (world) => ({ ...told, systemId: world.systemId }),
    open: ofTheTeam,
    outcome: '/incidents/',
  },
  [`${file} changeIncidentAction`]: {
    page: (world) => `/incidents/${world.bareIncidentNumber}/edit`,
    fields: (world) => ({ ...told, number: String(world.bareIncidentNumber), revision: '1', lesson: '' }),
    open: ofTheTeam,
    outcome: '/incidents/',
    repeated: 'conflict',
  },
  [`${file} commentIncidentAction`]: {
    page: (world) => `/incidents/${world.incidentNumber}`,
    fields: (world) => ({ number: String(world.incidentNumber), comment: 'Asked the storage team' }),
    open: ofTheTeam,
    outcome: '/incidents/',
  },
  [`${file} addPreventionAction`]: {
    page: (world) => `/incidents/${world.incidentNumber}/prevent?how=alert-rule`,
    fields: (world) => ({
      number: String(world.incidentNumber),
      how: 'alert-rule',
      alertRule: 'DiskFillsWithin24h',
      why: 'It would have rung a day before.',
    }),
    open: ofTheTeam,
    outcome: '/incidents/',
    repeated: 'conflict',
  },
  [`${file} removePreventionAction`]: {
    page: (world) => `/incidents/${world.incidentNumber}`,
    fields: (world) => ({
      number: String(world.incidentNumber),
      preventionId: world.preventionId,
      reason: 'Another check sees it earlier',
    }),
    open: ofTheTeam,
    outcome: '/incidents/',
    repeated: 'not-found',
  },
  [`${file} closeIncidentAction`]: {
    page: (world) => `/incidents/${world.incidentNumber}`,
    fields: (world) => ({
      number: String(world.incidentNumber),
      revision: '1',
      lesson: 'A full disk is seen days before',
      notPreventable: '',
    }),
    // Something that is not proven keeps it open.
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${file} reopenIncidentAction`]: {
    page: (world) => `/incidents/${world.closedIncidentNumber}`,
    fields: (world) => ({ number: String(world.closedIncidentNumber), reason: 'It happened again' }),
    open: ofTheTeam,
    outcome: '/incidents/',
    repeated: 'conflict',
  },
}
