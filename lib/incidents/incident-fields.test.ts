import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/problem'
import { incidentFields } from './record'

const now = new Date('2026-11-23T12:00:00Z')
const form = {
  title: 'Orders failed',
  detail: 'The disk was full.',
  startedAt: '2026-11-14T02:10',
  detectedAt: '2026-11-14T02:31',
  endedAt: '2026-11-14T02:50',
  detectedBy: 'users' as const,
  severity: 'high' as const,
  costMinutes: 90,
  cost: '41 orders',
}

describe('times of an incident', () => {
  it('are read by the clock of who writes', () => {
    expect(incidentFields(form, 'Europe/Berlin', now)).toMatchObject({
      startedAt: new Date('2026-11-14T01:10:00Z'),
      endedAt: new Date('2026-11-14T01:50:00Z'),
    })
    expect(incidentFields({ ...form, endedAt: null }, 'UTC', now).endedAt).toBeNull()
  })

  it('stay as they are where the form shows them unchanged, also in the hour that comes twice', () => {
    const stored = {
      startedAt: new Date('2026-10-25T01:10:00Z'),
      detectedAt: new Date('2026-10-25T01:31:00Z'),
      endedAt: new Date('2026-10-25T02:20:00Z'),
    }
    const shown = {
      startedAt: '2026-10-25T02:10',
      detectedAt: '2026-10-25T02:31',
      endedAt: '2026-10-25T03:20',
    }
    expect(incidentFields({ ...form, ...shown }, 'Europe/Berlin', now, stored)).toMatchObject(stored)
    const earlier = { ...form, ...shown, startedAt: '2026-10-25T02:09' }
    expect(incidentFields(earlier, 'Europe/Berlin', now, stored).startedAt).toEqual(
      new Date('2026-10-25T00:09:00Z'),
    )
  })

  it.each([
    [{ startedAt: '2026-11-24T02:10' }, 'startedAt'],
    [{ detectedAt: '2026-11-14T02:09' }, 'detectedAt'],
    [{ detectedAt: '2026-11-24T02:31' }, 'detectedAt'],
    [{ endedAt: '2026-11-14T02:00' }, 'endedAt'],
    [{ endedAt: '2026-11-24T02:00' }, 'endedAt'],
    [{ startedAt: '2026-02-30T02:00' }, 'startedAt'],
  ])('are refused where they cannot be: %j', (over, field) => {
    try {
      incidentFields({ ...form, ...over }, 'UTC', now)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Problem)
      expect(Object.keys((error as Problem).fields)).toEqual([field])
    }
  })
})
