import { type ActionRule, ofTheTeam } from './rules'

/** Server Actions about what runs out. */
export const capacityActions: Readonly<Record<string, ActionRule>> = {
  'app/(dashboard)/systems/[id]/capacity/actions.ts forecastNowAction': {
    page: (world) => `/systems/${world.systemId}/capacity`,
    fields: (world) => ({ systemId: world.systemId }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
}
