import { ids, ofTheTeam, type PageRule, signedIn } from './rules'

/** Pages of walkthroughs. What somebody answered is for them and for who guides them. */
export const walkthroughPages: Readonly<Record<string, PageRule>> = {
  'app/(dashboard)/walkthroughs/page.tsx': { path: () => '/walkthroughs', open: signedIn },
  'app/(dashboard)/walkthroughs/[systemId]/page.tsx': {
    path: (world) => `/walkthroughs/${world.systemId}`,
    open: signedIn,
    missing: ids('/walkthroughs/'),
  },
  'app/(dashboard)/walkthroughs/[systemId]/[chapter]/page.tsx': {
    path: (world) => `/walkthroughs/${world.systemId}/3`,
    open: signedIn,
    missing: ids('/walkthroughs/', '/3'),
  },
  'app/(dashboard)/walkthroughs/[systemId]/print/page.tsx': {
    path: (world) => `/walkthroughs/${world.systemId}/print`,
    open: signedIn,
    missing: ids('/walkthroughs/', '/print'),
  },
  'app/(dashboard)/walkthroughs/record/[id]/page.tsx': {
    path: (world) => `/walkthroughs/record/${world.walkthroughs.viewer}`,
    open: ['viewer', ...ofTheTeam],
    missing: ids('/walkthroughs/record/'),
  },
}
