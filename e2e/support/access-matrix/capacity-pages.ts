import { ids, type PageRule, signedIn } from './rules'

/** Pages about what runs out. */
export const capacityPages: Readonly<Record<string, PageRule>> = {
  'app/(dashboard)/capacity/page.tsx': { path: () => '/capacity', open: signedIn },
  'app/(dashboard)/capacity/[checkId]/page.tsx': {
    path: (world) => `/capacity/${world.capacityCheckId}?series=%2Fvar`,
    open: signedIn,
    missing: ids('/capacity/', '?series=%2Fvar'),
    hasChart: true,
  },
  'app/(dashboard)/systems/[id]/capacity/page.tsx': {
    path: (world) => `/systems/${world.systemId}/capacity`,
    open: signedIn,
    missing: ids('/systems/', '/capacity'),
    hasChart: true,
  },
}
