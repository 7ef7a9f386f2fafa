import { capacityPages } from './capacity-pages'
import { changePages } from './change-pages'
import { checklistPages } from './checklist-pages'
import { drillPages } from './drill-rules'
import { incidentPages } from './incident-pages'
import { mailPages } from './mail-pages'
import { reportPages } from './report-pages'
import {
  admins,
  everybody,
  ids,
  maintainers,
  nowhere,
  numbers,
  ofTheTeam,
  type PageRule,
  signedIn,
} from './rules'
import { verificationPages } from './verification-rules'
import { walkthroughPages } from './walkthrough-pages'

/** Pages, by their file. */
export const pages: Readonly<Record<string, PageRule>> = {
  'app/page.tsx': {
    path: () => '/',
    open: [],
    leads: { callers: signedIn, to: (caller) => (caller === 'manager' ? '/reports/2026-W47' : '/today') },
  },
  'app/(auth)/login/page.tsx': {
    path: () => '/login',
    open: ['anonymous'],
    leads: { callers: signedIn, to: '/' },
  },
  'app/(auth)/setup/page.tsx': { path: () => '/setup', open: everybody },
  'app/(auth)/welcome/page.tsx': { path: () => '/welcome', open: everybody },
  'app/(dashboard)/today/page.tsx': { path: () => '/today', open: signedIn, isLiving: true },
  'app/(dashboard)/systems/page.tsx': { path: () => '/systems', open: signedIn },
  'app/(dashboard)/systems/new/page.tsx': { path: () => '/systems/new', open: signedIn, isLiving: true },
  'app/(dashboard)/systems/[id]/page.tsx': {
    path: (world) => `/systems/${world.systemId}`,
    open: signedIn,
    missing: ids('/systems/'),
  },
  'app/(dashboard)/systems/[id]/edit/page.tsx': {
    path: (world) => `/systems/${world.systemId}/edit`,
    open: ofTheTeam,
    missing: ids('/systems/', '/edit'),
  },
  'app/(dashboard)/systems/[id]/score/page.tsx': {
    path: (world) => `/systems/${world.systemId}/score`,
    open: signedIn,
    missing: ids('/systems/', '/score'),
  },
  'app/(wall)/wall/page.tsx': { path: () => '/wall', open: signedIn, isLiving: true },
  'app/(dashboard)/fleet/page.tsx': { path: () => '/fleet', open: signedIn },
  'app/(dashboard)/trends/page.tsx': { path: () => '/trends', open: signedIn },
  'app/(dashboard)/systems/[id]/trends/page.tsx': {
    path: (world) => `/systems/${world.systemId}/trends`,
    open: signedIn,
    missing: ids('/systems/', '/trends'),
    hasChart: true,
  },
  'app/(dashboard)/score/page.tsx': { path: () => '/score', open: signedIn },
  'app/(dashboard)/checks/[id]/edit/page.tsx': {
    path: (world) => `/checks/${world.checkId}/edit`,
    open: ofTheTeam,
    missing: ids('/checks/', '/edit'),
  },
  'app/(dashboard)/checks/[id]/page.tsx': {
    path: (world) => `/checks/${world.checkId}`,
    open: signedIn,
    missing: ids('/checks/'),
    hasChart: true,
  },
  'app/(dashboard)/runs/[id]/page.tsx': {
    path: (world) => `/runs/${world.batchId}`,
    open: signedIn,
    missing: ids('/runs/'),
    isLiving: true,
  },
  'app/(dashboard)/findings/page.tsx': { path: () => '/findings', open: signedIn, isLiving: true },
  'app/(dashboard)/findings/new/page.tsx': { path: () => '/findings/new', open: maintainers },
  'app/(dashboard)/findings/[number]/page.tsx': {
    path: (world) => `/findings/${world.findingNumber}`,
    open: signedIn,
    missing: numbers('/findings/'),
  },
  'app/(dashboard)/tasks/page.tsx': { path: () => '/tasks', open: signedIn },
  'app/(dashboard)/tasks/[id]/page.tsx': {
    path: (world) => `/tasks/${world.taskId}`,
    open: signedIn,
    missing: ids('/tasks/'),
  },
  'app/(dashboard)/tasks/[id]/edit/page.tsx': {
    path: (world) => `/tasks/${world.taskId}/edit`,
    open: ofTheTeam,
    missing: ids('/tasks/', '/edit'),
  },
  'app/(dashboard)/systems/[id]/tasks/page.tsx': {
    path: (world) => `/systems/${world.systemId}/tasks`,
    open: signedIn,
    missing: ids('/systems/', '/tasks'),
  },
  'app/(dashboard)/systems/[id]/tasks/new/page.tsx': {
    path: (world) => `/systems/${world.systemId}/tasks/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/tasks/new'),
  },
  'app/(dashboard)/systems/[id]/proofs/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs`,
    open: signedIn,
    missing: ids('/systems/', '/proofs'),
  },
  'app/(dashboard)/systems/[id]/proofs/restores/new/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/restores/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/proofs/restores/new'),
  },
  'app/(dashboard)/systems/[id]/proofs/restores/[drillId]/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/restores/${world.drillId}`,
    open: signedIn,
    missing: ids(`/systems/${nowhere}/proofs/restores/`),
  },
  'app/(dashboard)/systems/[id]/proofs/migrations/new/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/migrations/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/proofs/migrations/new'),
  },
  'app/(dashboard)/systems/[id]/proofs/migrations/[migrationId]/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/migrations/${world.migrationId}`,
    open: signedIn,
    missing: ids(`/systems/${nowhere}/proofs/migrations/`),
  },
  'app/(dashboard)/systems/[id]/proofs/alerts/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/alerts`,
    open: signedIn,
    missing: ids('/systems/', '/proofs/alerts'),
  },
  'app/(dashboard)/systems/[id]/proofs/alerts/new/page.tsx': {
    path: (world) => `/systems/${world.systemId}/proofs/alerts/new`,
    open: ofTheTeam,
    missing: ids('/systems/', '/proofs/alerts/new'),
  },
  'app/(dashboard)/systems/[id]/controls/page.tsx': {
    path: (world) => `/systems/${world.systemId}/controls`,
    open: signedIn,
    missing: ids('/systems/', '/controls'),
  },
  'app/(dashboard)/systems/[id]/controls/[key]/page.tsx': {
    path: (world) => `/systems/${world.systemId}/controls/${world.controlKey}`,
    open: signedIn,
    missing: ids('/systems/', '/controls/access.first'),
  },
  'app/(dashboard)/systems/[id]/core-questions/page.tsx': {
    path: (world) => `/systems/${world.systemId}/core-questions`,
    open: signedIn,
    missing: ids('/systems/', '/core-questions'),
  },
  'app/(dashboard)/evidence/[id]/page.tsx': {
    path: (world) => `/evidence/${world.evidenceId}`,
    open: signedIn,
    missing: ids('/evidence/'),
  },
  'app/(dashboard)/red-flags/page.tsx': { path: () => '/red-flags', open: signedIn },
  'app/(dashboard)/red-flags/[key]/page.tsx': {
    path: () => '/red-flags/unproven-backup',
    open: signedIn,
    missing: ids('/red-flags/'),
  },
  'app/(dashboard)/red-flags/rules/new/page.tsx': { path: () => '/red-flags/rules/new', open: admins },
  'app/(dashboard)/reviews/page.tsx': { path: () => '/reviews', open: signedIn },
  'app/(dashboard)/reviews/new/page.tsx': {
    path: (world) => `/reviews/new?system=${world.systemId}`,
    open: ofTheTeam,
    missing: ids('/reviews/new?system='),
  },
  'app/(dashboard)/reviews/compare/page.tsx': {
    path: ({ closedReviews: [a, b] }) => `/reviews/compare?a=${a}&b=${b}`,
    open: signedIn,
  },
  'app/(dashboard)/reviews/[id]/page.tsx': {
    path: ({ closedReviews: [, last] }) => `/reviews/${last}`,
    open: signedIn,
    missing: ids('/reviews/'),
  },
  'app/(dashboard)/reviews/[id]/confirm/page.tsx': {
    path: (world) => `/reviews/${world.reviewId}/confirm`,
    open: signedIn,
    missing: ids('/reviews/', '/confirm'),
  },
  'app/(dashboard)/reviews/[id]/q/[n]/page.tsx': {
    path: (world) => `/reviews/${world.reviewId}/q/1`,
    open: signedIn,
    missing: ids('/reviews/', '/q/1'),
    isLiving: true,
  },
  'app/(dashboard)/reviews/[id]/check/page.tsx': {
    path: (world) => `/reviews/${world.reviewId}/check`,
    open: signedIn,
    missing: ids('/reviews/', '/check'),
  },
  'app/(dashboard)/systems/[id]/reviews/page.tsx': {
    path: (world) => `/systems/${world.systemId}/reviews`,
    open: signedIn,
    missing: ids('/systems/', '/reviews'),
  },
  'app/(dashboard)/help/page.tsx': { path: () => '/help', open: signedIn },
  'app/(dashboard)/me/page.tsx': { path: () => '/me', open: signedIn },
  'app/(dashboard)/admin/users/page.tsx': { path: () => '/admin/users', open: admins },
  'app/(dashboard)/admin/users/[id]/page.tsx': {
    path: (world) => `/admin/users/${world.idlePersonId}`,
    open: admins,
    missing: ids('/admin/users/'),
  },
  'app/(dashboard)/admin/teams/page.tsx': { path: () => '/admin/teams', open: admins },
  'app/(dashboard)/admin/teams/[id]/page.tsx': {
    path: (world) => `/admin/teams/${world.teamId}`,
    open: admins,
    missing: ids('/admin/teams/'),
  },
  'app/(dashboard)/admin/network/page.tsx': { path: () => '/admin/network', open: admins },
  'app/(dashboard)/admin/audit/page.tsx': { path: () => '/admin/audit', open: admins },
  ...capacityPages,
  ...changePages,
  ...drillPages,
  ...checklistPages,
  ...incidentPages,
  ...mailPages,
  ...reportPages,
  ...verificationPages,
  ...walkthroughPages,
}
