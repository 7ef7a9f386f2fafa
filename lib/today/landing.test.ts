import { describe, expect, it } from 'vitest'
import type { Landing, Role } from '@/lib/auth/viewer'
import { landingOf, wantsReport } from './landing'

describe('the front door', () => {
  it.each<[Role, Landing, string | null, string]>([
    ['viewer', 'role', '2026-W47', '/today'],
    ['maintainer', 'role', '2026-W47', '/today'],
    ['admin', 'role', '2026-W47', '/today'],
    ['manager', 'role', '2026-W47', '/reports/2026-W47'],
    ['manager', 'role', null, '/today'],
    ['manager', 'today', '2026-W47', '/today'],
    ['manager', 'fleet', '2026-W47', '/fleet'],
    ['viewer', 'report', '2026-W47', '/reports/2026-W47'],
    ['viewer', 'report', null, '/today'],
    ['maintainer', 'fleet', null, '/fleet'],
  ])('leads a %s who chose "%s" with newest week %s to %s', (role, landing, week, path) => {
    expect(landingOf({ role, landing }, week)).toBe(path)
  })

  it('leads newcomers to the walkthrough that waits for them, unless they chose another page', () => {
    const waiting = '/walkthroughs/one'
    expect(landingOf({ role: 'viewer', landing: 'role' }, null, waiting)).toBe(waiting)
    expect(landingOf({ role: 'manager', landing: 'role' }, '2026-W47', waiting)).toBe(waiting)
    expect(landingOf({ role: 'viewer', landing: 'today' }, null, waiting)).toBe('/today')
    expect(landingOf({ role: 'viewer', landing: 'fleet' }, null, waiting)).toBe('/fleet')
  })

  it('asks for the newest report only where it can matter', () => {
    expect(wantsReport({ role: 'manager', landing: 'role' })).toBe(true)
    expect(wantsReport({ role: 'viewer', landing: 'report' })).toBe(true)
    expect(wantsReport({ role: 'manager', landing: 'fleet' })).toBe(false)
    expect(wantsReport({ role: 'admin', landing: 'role' })).toBe(false)
  })
})
