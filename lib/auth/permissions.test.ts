import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/problem'
import * as permissions from './permissions'
import { type Role, roles } from './viewer'

const who = (role: Role, teamIds: string[] = []) => ({ id: 'u', role, teamIds })
const mine = { teamId: 'orders' }
const theirs = { teamId: 'billing' }
const nobodys = { teamId: null }

describe('what a team owns', () => {
  const predicates = {
    canCreateSystem: permissions.canCreateSystem,
    canEditSystem: permissions.canEditSystem,
    canRunChecks: permissions.canRunChecks,
    canTriageFinding: permissions.canTriageFinding,
    canRequestAcceptance: permissions.canRequestAcceptance,
  }
  const table: [Role, mine: boolean, theirs: boolean, nobodys: boolean][] = [
    ['viewer', false, false, false],
    ['maintainer', true, false, true],
    ['manager', true, true, true],
    ['admin', true, true, true],
  ]
  for (const [name, can] of Object.entries(predicates)) {
    it.each(table)(`${name}: %s`, (role, own, foreign, unowned) => {
      const member = who(role, ['orders'])
      expect([can(member, mine), can(member, theirs), can(member, nobodys)]).toEqual([own, foreign, unowned])
    })
  }
})

it('the system that is the installation itself is changed by admins only, whatever team it has', () => {
  for (const teamId of ['orders', null]) {
    const allowed = roles.filter((role) =>
      permissions.canEditSystem(who(role, ['orders']), { teamId, isSelf: true }),
    )
    expect(allowed).toEqual(['admin'])
  }
})

describe('what a role may anywhere', () => {
  const table: [
    keyof typeof permissions,
    viewer: boolean,
    maintainer: boolean,
    manager: boolean,
    admin: boolean,
  ][] = [
    ['canTryTarget', false, true, true, true],
    ['canApproveAcceptance', false, false, true, true],
    ['canManageUsers', false, false, false, true],
    ['canChangeEgress', false, false, false, true],
    ['canReadAudit', false, false, false, true],
  ]
  it.each(table)('%s', (name, ...expected) => {
    const can = Object(permissions)[name] as (someone: ReturnType<typeof who>) => boolean
    expect(roles.map((role) => can(who(role)))).toEqual(expected)
  })
})

describe('permit', () => {
  it('lets pass', () => {
    expect(() => permissions.permit(true, 'never said')).not.toThrow()
  })
  it('refuses with the sentence', () => {
    expect(() => permissions.permit(false, 'Ask an admin.')).toThrow(
      new Problem('forbidden', 'Ask an admin.'),
    )
  })
})
