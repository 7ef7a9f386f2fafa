import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { parseInput } from '@/lib/parse-input'
import { audited } from '@/scripts/testing/audited'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { alertForm } from './schema'
import { listAlerts, rateAlert, recordAlert, recordAlertLines, summariseAlerts } from './service'

const now = new Date('2026-11-23T12:00:00Z')
let database: TestDatabase
let cast: Cast
let maintainer: Viewer
let system: { id: string }

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  maintainer = cast.people.maintainer
  system = await addSystem(now, 'orders-db')
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
})
afterAll(() => database.drop())
beforeEach(() => emptyTables('alert_outcome'))

const alert = (over: Record<string, string> = {}) =>
  parseInput(alertForm, {
    rule: 'DiskFull',
    class: 'wake',
    firedAt: '2026-11-14T03:30',
    acknowledgedAt: '2026-11-14T03:34',
    endedAt: '',
    outcome: 'acted',
    snoozeCount: '',
    note: '',
    ...over,
  })

describe('an alert on record', () => {
  it('says when it fired, who took it when, and what became of it', async () => {
    const { row } = await audited('alert.record', () => recordAlert(maintainer, system.id, alert(), []))
    expect(row).toMatchObject({
      entity: 'system',
      entity_id: system.id,
      after: { alerts: [{ rule: 'DiskFull' }] },
    })
    expect((await listAlerts(maintainer, system.id)).rows).toMatchObject([
      {
        rule: 'DiskFull',
        class: 'wake',
        firedAt: '2026-11-14T03:30:00.000Z',
        acknowledgedAt: '2026-11-14T03:34:00.000Z',
        endedAt: null,
        outcome: 'acted',
        snoozeCount: 0,
        source: 'person',
        recordedBy: 'mia',
      },
    ])
  })

  it('stands once, however often its list is pasted', async () => {
    const lines =
      'DiskFull, wake, 2026-11-14 03:30\nSlow, attention, 2026-11-15 03:30\nSlow, attention, 2026-11-15 03:30'
    expect(await recordAlertLines(maintainer, system.id, lines)).toEqual({ recorded: 2, known: 1 })
    await expect(recordAlertLines(maintainer, system.id, lines)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await recordAlertLines(maintainer, system.id, `${lines}\nSlow, wake, 2026-11-16 03:30`)).toEqual({
      recorded: 1,
      known: 3,
    })
    await expect(recordAlert(maintainer, system.id, alert(), [])).rejects.toMatchObject({ kind: 'conflict' })
    expect((await listAlerts(maintainer, system.id)).total).toBe(3)
  })

  it('is refused with the line that cannot be read, and then none of the list is stored', async () => {
    const lines = 'DiskFull, wake, 2026-11-14 03:30\nSlow, attention, sometime'
    await expect(recordAlertLines(maintainer, system.id, lines)).rejects.toMatchObject({
      fields: { lines: expect.stringContaining('Line 2') },
    })
    expect((await listAlerts(maintainer, system.id)).total).toBe(0)
  })

  it('of which nobody knew what became can be told later, once', async () => {
    await recordAlert(maintainer, system.id, alert({ outcome: 'unknown' }), [])
    const [{ id } = { id: '' }] = (await listAlerts(maintainer, system.id)).rows
    const { row } = await audited('alert.rate', () => rateAlert(maintainer, id, 'needed-nothing'))
    expect(row).toMatchObject({ before: { outcome: 'unknown' }, after: { outcome: 'needed-nothing' } })
    await expect(rateAlert(maintainer, id, 'acted')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(rateAlert(maintainer, newId(), 'acted')).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('counts in the shares for four weeks', async () => {
    const lines = [
      'DiskFull, wake, 2026-11-14 03:30, 2026-11-14 03:34, , acted',
      'DiskFull, wake, 2026-11-15 03:30, 2026-11-15 03:40, , needed nothing, 2',
      'Slow, attention, 2026-10-01 03:30, , , needed nothing',
    ]
    await recordAlertLines(maintainer, system.id, lines.join('\n'))
    expect(await summariseAlerts(maintainer, system.id)).toMatchObject({
      all: { fired: 2, acted: 1, neededNothing: 1, snoozes: 2, medianAckSeconds: 420 },
      byRule: [{ rule: 'DiskFull', fired: 2 }],
    })
  })

  it('is written by those who maintain the system', async () => {
    await recordAlert(maintainer, system.id, alert({ outcome: 'unknown' }), [])
    const [{ id } = { id: '' }] = (await listAlerts(maintainer, system.id)).rows
    for (const who of ['viewer', 'outsider'] as const)
      for (const work of [
        () => recordAlert(cast.people[who], system.id, alert(), []),
        () => recordAlertLines(cast.people[who], system.id, 'A, wake, 2026-11-14 03:30'),
        () => rateAlert(cast.people[who], id, 'acted'),
      ])
        await expect(work()).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
