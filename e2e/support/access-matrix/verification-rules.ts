import type { World } from '../world'
import { type ActionRule, ids, nowhere, ofTheTeam, type PageRule, type RouteRule, signedIn } from './rules'

const at = 'app/(dashboard)/systems/[id]/proofs/migrations/guided'
const guided = ({ systemId }: World) => `/systems/${systemId}/proofs/migrations/guided`
const shown = (world: World) => `${guided(world)}/${world.guided.shown}`
const noSystem = `/systems/${nowhere}/proofs/migrations/guided/`

/** Pages of guided verifications, by their file. */
export const verificationPages: Readonly<Record<string, PageRule>> = {
  [`${at}/new/page.tsx`]: {
    path: (world) => `${guided(world)}/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/proofs/migrations/guided/new'),
  },
  [`${at}/[guidedId]/page.tsx`]: { path: shown, open: signedIn, missing: ids(noSystem), isLiving: true },
  [`${at}/[guidedId]/differences/page.tsx`]: {
    path: (world) => `${shown(world)}/differences`,
    open: signedIn,
    missing: ids(noSystem, '/differences'),
  },
  [`${at}/[guidedId]/signed/page.tsx`]: {
    path: (world) => `${guided(world)}/${world.guided.signed}/signed`,
    open: signedIn,
    missing: ids(noSystem, '/signed'),
  },
}

/** All differences as one file. */
export const verificationRoutes: Readonly<Record<string, RouteRule>> = {
  'app/api/systems/[id]/verifications/[guidedId]/differences/route.ts GET': {
    path: ({ systemId, guided: { shown: id } }) => `/api/systems/${systemId}/verifications/${id}/differences`,
    open: signedIn,
    missing: ids(`/api/systems/${nowhere}/verifications/`, '/differences'),
  },
}

/** A form on the page of the one that was made for it. */
const step = (which: keyof World['guided'], more: Record<string, string> = {}): ActionRule => ({
  page: shown,
  fields: ({ systemId, guided: { [which]: id } }) => ({ systemId, id, ...more }),
  open: ofTheTeam,
  outcome: '/systems/',
  // It is being done, or is done.
  repeated: 'conflict',
})

/** Forms of guided verifications. */
export const verificationActions: Readonly<Record<string, ActionRule>> = {
  [`${at}/actions.ts createGuidedAction`]: {
    page: (world) => `${guided(world)}/new`,
    fields: ({ systemId }, caller) => ({
      systemId,
      title: `Move by ${caller}`,
      database1Before: '/srv/old/app.sqlite',
      database1After: '/srv/new/app.sqlite',
      folders: 'uploads: /srv/old/uploads -> /srv/new/uploads',
      volumes: 'data: /srv/data',
      dependencies: 'mail: smtp.example.com:25',
      'without[]': 'jobs',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${at}/actions.ts takeBeforeAction`]: step('toTakeBefore'),
  [`${at}/actions.ts sayMigratedAction`]: step('toMigrate', { kind: 'migration' }),
  [`${at}/actions.ts takeAfterAction`]: step('toTakeAfter'),
  [`${at}/actions.ts compareAgainAction`]: step('toCompare'),
  [`${at}/actions.ts acceptDifferencesAction`]: {
    ...step('toAccept', { pattern: 'uploads: 2026/*', reason: 'Printed and filed, nobody needs them.' }),
    // The same is accepted already.
    repeated: 'invalid',
  },
  [`${at}/actions.ts withdrawAcceptanceAction`]: {
    ...step('toWithdraw', { acceptance: 'uploads: cache/*' }),
    // It is gone already.
    repeated: 'not-found',
  },
  [`${at}/actions.ts signGuidedAction`]: step('toSign', { revision: '1' }),
  [`${at}/actions.ts cancelGuidedAction`]: step('toCancel'),
}
