import { type ActionRule, ids, ofTheTeam, type RouteRule, signedIn } from './rules'

/** Long work as it is watched. */
export const drillRoutes: Readonly<Record<string, RouteRule>> = {
  'app/api/jobs/[id]/route.ts GET': {
    path: ({ jobId }) => `/api/jobs/${jobId}`,
    open: signedIn,
    missing: ids('/api/jobs/'),
  },
}

/** Forms of restores by machines. */
export const drillActions: Readonly<Record<string, ActionRule>> = {
  'app/(dashboard)/jobs/actions.ts cancelJobAction': {
    page: ({ systemId, drillRunId }) => `/systems/${systemId}/proofs/drills/runs/${drillRunId}`,
    fields: ({ jobId }) => ({ jobId }),
    open: ofTheTeam,
    // It has ended.
    outcome: 'conflict',
  },
}
