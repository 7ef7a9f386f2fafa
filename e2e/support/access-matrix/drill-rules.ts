import type { World } from '../world'
import { type ActionRule, ids, nowhere, ofTheTeam, type PageRule, type RouteRule, signedIn } from './rules'

const at = 'app/(dashboard)/systems/[id]/proofs/drills'
const drills = ({ systemId }: World) => `/systems/${systemId}/proofs/drills`
const plan = (world: World) => `${drills(world)}/${world.drillPlans.shown}`
const ofPlan =
  (plan: keyof World['drillPlans']) =>
  ({ systemId, drillPlans }: World) => ({ systemId, planId: drillPlans[plan] })
const planFields = (caller: string) => ({
  name: `Plan of ${caller}`,
  tier: 'weekly',
  onDemand: 'on',
  place: 'embedded',
  compareManifest: 'on',
})

/** Pages of restores by machines, by their file. */
export const drillPages: Readonly<Record<string, PageRule>> = {
  [`${at}/page.tsx`]: { path: drills, open: signedIn, missing: ids('/systems/', '/proofs/drills') },
  [`${at}/new/page.tsx`]: {
    path: (world) => `${drills(world)}/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/proofs/drills/new'),
  },
  [`${at}/[planId]/page.tsx`]: {
    path: plan,
    open: signedIn,
    missing: ids(`/systems/${nowhere}/proofs/drills/`),
  },
  [`${at}/[planId]/edit/page.tsx`]: {
    path: (world) => `${plan(world)}/edit`,
    open: ofTheTeam,
    missing: ids(`/systems/${nowhere}/proofs/drills/`, '/edit'),
  },
  [`${at}/runs/[runId]/page.tsx`]: {
    path: (world) => `${drills(world)}/runs/${world.drillRunId}`,
    open: signedIn,
    missing: ids(`/systems/${nowhere}/proofs/drills/runs/`),
    isLiving: true,
  },
}

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
  [`${at}/actions.ts createPlanAction`]: {
    page: (world) => `${drills(world)}/new`,
    fields: (world, caller) => ({
      systemId: world.systemId,
      backupTargetId: world.drillTargetId,
      ...planFields(caller),
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${at}/actions.ts changePlanAction`]: {
    page: (world) => `${plan(world)}/edit`,
    // A revision that nobody has: whoever may is told that somebody else saved meanwhile.
    fields: (world, caller) => ({
      ...ofPlan('shown')(world),
      backupTargetId: world.drillTargetId,
      ...planFields(caller),
      revision: '99',
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${at}/actions.ts pausePlanAction`]: {
    page: plan,
    fields: (world) => ({ ...ofPlan('toPause')(world), reason: 'moving the backups' }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${at}/actions.ts resumePlanAction`]: {
    page: plan,
    fields: ofPlan('paused'),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${at}/actions.ts lookAtNewestAction`]: {
    page: plan,
    fields: ofPlan('shown'),
    open: ofTheTeam,
    outcome: 'done',
  },
  [`${at}/actions.ts runPlanAction`]: {
    page: plan,
    fields: ofPlan('toRun'),
    open: ofTheTeam,
    outcome: '/systems/',
    // It waits or runs already.
    repeated: 'conflict',
  },
  [`${at}/actions.ts proveNowAction`]: {
    page: drills,
    fields: ({ systemId }) => ({ systemId }),
    open: ofTheTeam,
    outcome: '/systems/',
    // It waits or runs already.
    repeated: 'conflict',
  },
  [`${at}/actions.ts endPlanAction`]: {
    page: plan,
    fields: ofPlan('toEnd'),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
}
