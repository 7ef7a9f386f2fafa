import { ids, maintainers, numbers, ofTheTeam, type PageRule, signedIn } from './rules'

/** Pages about what happened, and what would have prevented it. */
export const incidentPages: Readonly<Record<string, PageRule>> = {
  'app/(dashboard)/incidents/page.tsx': { path: () => '/incidents', open: signedIn },
  'app/(dashboard)/incidents/new/page.tsx': {
    path: (world) => `/incidents/new?finding=${world.findingNumber}`,
    open: maintainers,
  },
  'app/(dashboard)/incidents/[number]/page.tsx': {
    path: (world) => `/incidents/${world.incidentNumber}`,
    open: signedIn,
    missing: numbers('/incidents/'),
  },
  'app/(dashboard)/incidents/[number]/edit/page.tsx': {
    path: (world) => `/incidents/${world.incidentNumber}/edit`,
    open: ofTheTeam,
    missing: numbers('/incidents/').map((path) => `${path}/edit`),
  },
  'app/(dashboard)/incidents/[number]/prevent/page.tsx': {
    path: (world) => `/incidents/${world.incidentNumber}/prevent?how=new-task`,
    open: ofTheTeam,
    missing: numbers('/incidents/').map((path) => `${path}/prevent`),
  },
  'app/(dashboard)/systems/[id]/incidents/page.tsx': {
    path: (world) => `/systems/${world.systemId}/incidents?view=all`,
    open: signedIn,
    missing: ids('/systems/', '/incidents'),
  },
}
