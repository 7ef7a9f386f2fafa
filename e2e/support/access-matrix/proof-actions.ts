import type { World } from '../world'
import { type ActionRule, admins, ofTheTeam } from './rules'

const proofs = 'app/(dashboard)/systems/[id]/proofs/actions.ts'
const proofsPage = (world: World) => `/systems/${world.systemId}/proofs`
const redFlags = 'app/(dashboard)/red-flags/actions.ts'
const ownRule = `key: own.nothing
title: Nothing at all
claim: It is there.
proof: Somebody looked.
clears: Look.
severity: low
raised: {any: [{fact: checks.count, operator: '<', value: 0}]}
`

/** Forms that record proofs, and those of the red flags. */
export const proofActions: Readonly<Record<string, ActionRule>> = {
  [`${proofs} recordRestoreAction`]: {
    page: (world) => `${proofsPage(world)}/restores/new`,
    fields: (world) => ({
      systemId: world.systemId,
      backupName: 'orders-2026-11-14.dump',
      level: 'queried',
      result: 'pass',
      startedAt: '2026-01-14T03:30',
      durationMinutes: '11',
      what1: 'orders',
      expected1: '12',
      found1: '12',
      evidenceNote: '12 of 12 rows',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${proofs} recordMigrationAction`]: {
    page: (world) => `${proofsPage(world)}/migrations/new`,
    fields: (world) => ({
      systemId: world.systemId,
      kind: 'migration',
      title: 'PostgreSQL 17 to 18',
      happenedAt: '2026-01-14T03:30',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${proofs} saveVerificationAction`]: {
    page: (world) => `${proofsPage(world)}/migrations/${world.migrationId}`,
    // A revision that nobody has: whoever may is told that somebody else saved meanwhile.
    fields: (world) => ({
      systemId: world.systemId,
      verificationId: world.verificationId,
      revision: '99',
      ...Object.fromEntries(
        ['records', 'files', 'volumes', 'dependencies', 'jobs'].map((area) => [`${area}Outcome`, 'verified']),
      ),
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${proofs} openVerificationAction`]: {
    page: (world) => `${proofsPage(world)}/migrations/${world.migrationId}`,
    fields: (world) => ({ migrationId: world.migrationId }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${proofs} recordAlertAction`]: {
    page: (world) => `${proofsPage(world)}/alerts/new`,
    fields: (world, caller) => ({
      systemId: world.systemId,
      rule: `DiskFull of ${caller}`,
      class: 'wake',
      firedAt: '2026-01-14T03:30',
      outcome: 'acted',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${proofs} recordAlertListAction`]: {
    page: (world) => `${proofsPage(world)}/alerts/new`,
    fields: (world, caller) => ({
      systemId: world.systemId,
      lines: `Slow of ${caller}, attention, 2026-01-14 03:30`,
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${proofs} rateAlertAction`]: {
    page: (world) => `${proofsPage(world)}/alerts`,
    fields: (world) => ({ alertId: world.alertId, outcome: 'acted' }),
    open: ofTheTeam,
    outcome: '/systems/',
    repeated: 'conflict',
  },
  [`${redFlags} evaluateNowAction`]: {
    page: () => '/red-flags',
    fields: (world) => ({ systemId: world.systemId }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${redFlags} changeThresholdsAction`]: {
    page: () => '/red-flags/unproven-backup?try=1',
    fields: () => ({ key: 'unproven-backup', 'number.daysLow': '170' }),
    open: admins,
    outcome: '/red-flags/',
  },
  [`${redFlags} switchRuleAction`]: {
    page: () => '/red-flags/single-owner',
    fields: () => ({ key: 'single-owner', to: 'on' }),
    open: admins,
    outcome: '/red-flags/',
  },
  [`${redFlags} saveOwnRuleAction`]: {
    page: () => '/red-flags/rules/new',
    fields: () => ({ do: 'save', source: ownRule }),
    open: admins,
    outcome: '/red-flags/',
  },
  [`${redFlags} deleteOwnRuleAction`]: {
    page: (world) => `/red-flags/${world.ownRuleKey}`,
    fields: (world) => ({ key: world.ownRuleKey }),
    open: admins,
    outcome: '/red-flags',
  },
}
