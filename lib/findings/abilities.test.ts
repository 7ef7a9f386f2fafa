import { describe, expect, test } from 'vitest'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { abilitiesOf } from './abilities'
import { findingStates } from './finding-state'

const viewer = (role: Role, teamIds: string[] = []): Viewer => ({
  id: 'me',
  email: 'me@example.com',
  name: 'me',
  role,
  teamIds,
  timeZone: 'UTC',
  theme: 'system',
  hotkeys: true,
  landing: 'role',
  ip: null,
})
const finding = {
  state: 'open',
  teamId: 'orders',
  archivedAt: null,
  resolvedById: 'somebody',
  checkId: 'check',
}
const able = (abilities: object) =>
  Object.entries(abilities)
    .filter(([, can]) => can)
    .map(([name]) => name)
    .sort()

describe('what a maintainer of the team may do, by state', () => {
  const table: Record<(typeof findingStates)[number], string[]> = {
    open: ['comment', 'dismiss', 'edit', 'merge', 'requestAcceptance', 'triage', 'verifyNow'],
    triaged: ['comment', 'dismiss', 'edit', 'merge', 'requestAcceptance', 'start', 'verifyNow'],
    'in-progress': ['comment', 'dismiss', 'edit', 'merge', 'requestAcceptance', 'resolve', 'verifyNow'],
    resolved: ['comment', 'confirm', 'dismiss', 'edit', 'merge', 'reopen', 'requestAcceptance', 'verifyNow'],
    accepted: ['comment', 'dismiss', 'edit', 'merge', 'verifyNow'],
    verified: ['comment', 'reopen', 'verifyNow'],
    'false-positive': ['comment', 'verifyNow'],
    duplicate: ['comment', 'verifyNow'],
  }
  test.each(findingStates)('%s', (state) => {
    expect(able(abilitiesOf(viewer('maintainer', ['orders']), { ...finding, state }, []))).toEqual(
      table[state],
    )
  })
})

test('a viewer and another team may do nothing', () => {
  for (const who of [viewer('viewer', ['orders']), viewer('maintainer', ['stock'])]) {
    for (const state of findingStates) expect(able(abilitiesOf(who, { ...finding, state }, []))).toEqual([])
  }
})

test('nobody confirms what they resolved themselves', () => {
  expect(
    abilitiesOf(viewer('admin'), { ...finding, state: 'resolved', resolvedById: 'me' }, []).confirm,
  ).toBe(false)
})

test('an archived system is only read', () => {
  expect(able(abilitiesOf(viewer('admin'), { ...finding, archivedAt: new Date() }, []))).toEqual([])
})

test('without a check there is nothing to run', () => {
  expect(abilitiesOf(viewer('admin'), { ...finding, checkId: null }, []).verifyNow).toBe(false)
})

test('a request is approved or declined by a manager, withdrawn by who asked, and not asked for twice', () => {
  const pending = [{ requesterId: 'me', approvedAt: null, endedAt: null }]
  expect(abilitiesOf(viewer('maintainer', ['orders']), finding, pending)).toMatchObject({
    requestAcceptance: false,
    approveAcceptance: false,
    declineAcceptance: true,
  })
  const foreign = [{ requesterId: 'other', approvedAt: null, endedAt: null }]
  expect(abilitiesOf(viewer('maintainer', ['orders']), finding, foreign)).toMatchObject({
    declineAcceptance: false,
  })
  expect(abilitiesOf(viewer('manager'), finding, foreign)).toMatchObject({
    requestAcceptance: false,
    approveAcceptance: true,
    declineAcceptance: true,
  })
  expect(abilitiesOf(viewer('manager'), { ...finding, state: 'accepted' }, []).revokeAcceptance).toBe(true)
})
