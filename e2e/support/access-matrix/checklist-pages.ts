import { keys, managers, numbers, type PageRule, type RouteRule, signedIn } from './rules'

const at = 'app/(dashboard)/checklists'

/** Pages of checklists, by their file. */
export const checklistPages: Readonly<Record<string, PageRule>> = {
  [`${at}/page.tsx`]: { path: () => '/checklists', open: signedIn },
  [`${at}/new/page.tsx`]: { path: () => '/checklists/new', open: managers },
  [`${at}/[key]/page.tsx`]: {
    path: () => '/checklists/for-assign',
    open: signedIn,
    missing: keys('/checklists/'),
  },
  [`${at}/[key]/edit/page.tsx`]: {
    path: () => '/checklists/for-save/edit',
    open: managers,
    missing: keys('/checklists/', '/edit'),
  },
  [`${at}/[key]/publish/page.tsx`]: {
    path: () => '/checklists/for-publish/publish',
    open: managers,
    missing: keys('/checklists/', '/publish'),
  },
  [`${at}/[key]/systems/page.tsx`]: {
    path: () => '/checklists/for-unassign/systems',
    open: signedIn,
    missing: keys('/checklists/', '/systems'),
  },
  [`${at}/[key]/compare/page.tsx`]: {
    path: () => '/checklists/for-publish/compare',
    open: signedIn,
    missing: keys('/checklists/', '/compare'),
  },
  [`${at}/[key]/versions/[number]/page.tsx`]: {
    path: () => '/checklists/for-publish/versions/1',
    open: signedIn,
    missing: [...numbers('/checklists/for-publish/versions/'), ...keys('/checklists/', '/versions/1')],
  },
}

/** Their files to download. */
export const checklistRoutes: Readonly<Record<string, RouteRule>> = {
  [`${at}/[key]/versions/[number]/yaml/route.ts GET`]: {
    path: () => '/checklists/for-publish/versions/1/yaml',
    open: signedIn,
    missing: keys('/checklists/', '/versions/1/yaml'),
  },
}
