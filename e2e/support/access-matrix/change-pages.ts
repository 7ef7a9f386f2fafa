import { ids, ofTheTeam, type PageRule, signedIn } from './rules'

/** Pages about what is no longer as it was. */
export const changePages: Readonly<Record<string, PageRule>> = {
  'app/(dashboard)/changes/page.tsx': { path: () => '/changes', open: signedIn },
  'app/(dashboard)/systems/[id]/changes/page.tsx': {
    path: (world) => `/systems/${world.systemId}/changes`,
    open: signedIn,
    missing: ids('/systems/', '/changes'),
  },
  'app/(dashboard)/systems/[id]/changes/announce/page.tsx': {
    path: (world) => `/systems/${world.systemId}/changes/announce`,
    open: ofTheTeam,
    missing: ids('/systems/', '/changes/announce'),
  },
}
