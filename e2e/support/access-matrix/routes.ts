import { checklistRoutes } from './checklist-pages'
import { drillRoutes } from './drill-rules'
import { mailRoutes } from './mail-pages'
import { reportRoutes } from './report-pages'
import { everybody, ids, numbers, ofTheTeam, type RouteRule, signedIn } from './rules'
import { verificationRoutes } from './verification-rules'

/** Route handlers, by their file and method. */
export const routes: Readonly<Record<string, RouteRule>> = {
  'app/api/auth/[...nextauth]/route.ts GET': {
    path: () => '/api/auth/session',
    open: everybody,
    special: true,
  },
  'app/api/auth/[...nextauth]/route.ts POST': {
    path: () => '/api/auth/signout',
    open: everybody,
    special: true,
  },
  'app/logout/route.ts POST': { path: () => '/logout', open: everybody, special: true },
  'app/api/today/route.ts GET': { path: () => '/api/today', open: signedIn },
  'app/api/wall/route.ts GET': { path: () => '/api/wall', open: signedIn },
  'app/api/findings/route.ts GET': { path: () => '/api/findings', open: signedIn },
  'app/api/findings/[number]/route.ts GET': {
    path: (world) => `/api/findings/${world.findingNumber}`,
    open: signedIn,
    missing: numbers('/api/findings/'),
  },
  'app/api/findings/[number]/route.ts PATCH': {
    path: (world) => `/api/findings/${world.findingNumber}`,
    open: ofTheTeam,
    body: () => ({ do: 'comment', comment: 'looked at it' }),
    missing: numbers('/api/findings/'),
  },
  'app/(dashboard)/evidence/[id]/file/route.ts GET': {
    path: (world) => `/evidence/${world.evidenceId}/file`,
    open: signedIn,
    missing: ids('/evidence/', '/file'),
  },
  'app/api/runs/[id]/route.ts GET': {
    path: (world) => `/api/runs/${world.batchId}`,
    open: signedIn,
    missing: ids('/api/runs/'),
  },
  'app/api/reviews/[id]/answers/route.ts PUT': {
    path: (world) => `/api/reviews/${world.reviewId}/answers`,
    open: ofTheTeam,
    body: (world) => ({ controlKey: world.reviewControl, revision: 0, note: 'looked at it' }),
    missing: ids('/api/reviews/', '/answers'),
  },
  'app/api/reviews/[id]/presence/route.ts POST': {
    path: (world) => `/api/reviews/${world.reviewId}/presence`,
    open: signedIn,
    body: (world) => ({ controlKey: world.reviewControl }),
    missing: ids('/api/reviews/', '/presence'),
  },
  'app/api/reviews/[id]/milestone/route.ts GET': {
    path: ({ closedReviews: [, last] }) => `/api/reviews/${last}/milestone`,
    open: signedIn,
    missing: ids('/api/reviews/', '/milestone'),
  },
  'app/api/trials/[id]/route.ts GET': {
    path: (world, caller) => `/api/trials/${world.trials[caller]}`,
    open: signedIn,
    missing: ids('/api/trials/'),
  },
  ...checklistRoutes,
  ...drillRoutes,
  ...mailRoutes,
  ...reportRoutes,
  ...verificationRoutes,
}
