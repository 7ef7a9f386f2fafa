import { type ActionRule, ofTheTeam } from './rules'

const file = 'app/(dashboard)/changes/actions.ts'
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16)

/** Server Actions about what is no longer as it was. */
export const changeActions: Readonly<Record<string, ActionRule>> = {
  [`${file} acknowledgeChangeAction`]: {
    page: () => '/changes',
    fields: (world) => ({
      changeId: world.changeId,
      reason: 'Anna raised it, ticket 4711',
      back: '/changes',
    }),
    open: ofTheTeam,
    outcome: '/changes',
    repeated: 'conflict',
  },
  [`${file} announceChangeAction`]: {
    page: (world) => `/systems/${world.systemId}/changes/announce`,
    fields: (world) => ({
      systemId: world.systemId,
      kind: 'certificate',
      title: 'Another certificate',
      startsAt: inHours(1),
      endsAt: inHours(2),
      url: '',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${file} withdrawAnnouncementAction`]: {
    page: (world) => `/systems/${world.systemId}/changes`,
    fields: (world) => ({ announcementId: world.announcementId }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
}
