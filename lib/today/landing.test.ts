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

  it('asks for the newest report only where it can matter', () => {
    expect(wantsReport({ role: 'manager', landing: 'role' })).toBe(true)
    expect(wantsReport({ role: 'viewer', landing: 'report' })).toBe(true)
    expect(wantsReport({ role: 'manager', landing: 'fleet' })).toBe(false)
    expect(wantsReport({ role: 'admin', landing: 'role' })).toBe(false)
  })
})
