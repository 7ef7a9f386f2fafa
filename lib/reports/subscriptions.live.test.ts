import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { deliverNext } from '@/lib/outbox/deliver'
import type { ClaimedMessage, Courier, MailMessage, Outcome } from '@/lib/outbox/message'
import { audited } from '@/scripts/testing/audited'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import type { ReportDocuments } from './documents'
import { reportMailRenderer } from './report-mail'
import { scheduleDeliveries } from './schedule-deliveries'
import { subscriptionForm } from './subscription-schema'
import {
  endSubscription,
  readSubscriptions,
  readUnsubscribe,
  saveSubscription,
  unsubscribe,
} from './subscription-service'
import { storeTestReport } from './testing/stored-report'

let database: TestDatabase
let cast: Cast
const friday = new Date('2026-11-20T12:00:00Z')
const built = new Date('2026-11-23T00:04:00Z')
const week = { week: '2026-W47', to: new Date('2026-11-23T00:00:00Z'), builtAt: built }

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(friday)
  cast = await createCast()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('report', 'report_subscription', 'report_delivery', 'outbox_message', 'outbox_outage')
  await sql().query(`update app_user set disabled_at = null, email = name || '@example.com'`)
  await database.setNow(friday)
})

const wish = (change: Record<string, string> = {}) =>
  subscriptionForm.parse({
    scope: 'instance',
    timing: 'scheduled',
    weekday: '1',
    time: '06:00',
    timeZone: 'UTC',
    ...change,
  })
const at = (text: string) => database.setNow(new Date(text))

interface Mailed {
  identity: string
  recipient: string
  state: string
  not_before: Date
  last_error: string | null
}
const outbox = async () =>
  (await sql().query<Mailed>('select * from outbox_message order by created_at, recipient')).rows

const documents: ReportDocuments = {
  mail: (document, reader) => ({
    subject: document.subject,
    text: JSON.stringify(reader),
    html: `<p>${document.headline.text}</p>`,
  }),
}

/** Keeps what it is given. */
class Catcher implements Courier {
  readonly channel = 'mail'
  readonly mails: { id: string; mail: MailMessage }[] = []
  send({ id }: ClaimedMessage, mail: MailMessage): Promise<Outcome> {
    this.mails.push({ id, mail })
    return Promise.resolve(
      mail.to.address === ''
        ? { kind: 'refused', error: 'no address' }
        : { kind: 'delivered', response: '250 ok' },
    )
  }
}
async function deliverAll(catcher: Catcher): Promise<void> {
  const renderers = { report: reportMailRenderer(documents) }
  const stop = new AbortController().signal
  while (await deliverNext({ courier: catcher, renderers, stop })) {
    // until nothing is due
  }
}

describe('a subscription', () => {
  it('is one per person and scope: saving it again changes its time', async () => {
    const viewer = cast.people.maintainer
    expect(await readSubscriptions(viewer)).toMatchObject({
      headline: 'You get no report by mail',
      subscriptions: [],
      scopes: [{ value: 'instance', label: 'All systems' }, { label: 'Orders' }, { label: 'Stock' }],
      mailFault: expect.stringContaining('No mail server is set'),
    })
    const { result, row } = await audited('report-subscription.create', () =>
      saveSubscription(viewer, wish()),
    )
    expect(result).toEqual({ when: 'Mondays at 06:00 (UTC)', isNew: true })
    expect(row).toMatchObject({ after: { scope: 'instance', weekday: 1, minuteOfDay: 360 } })
    const later = wish({ weekday: '5', time: '16:30', timeZone: 'Europe/Berlin' })
    const changed = await audited('report-subscription.change', () => saveSubscription(viewer, later))
    expect(changed.result.isNew).toBe(false)
    expect(changed.row).toMatchObject({ before: { weekday: 1 }, after: { weekday: 5 } })
    await saveSubscription(viewer, wish({ scope: cast.team, timing: 'when-built' }))
    const page = await readSubscriptions(viewer)
    expect(page.headline).toBe('You get 2 reports by mail')
    expect(page.subscriptions).toMatchObject([
      {
        scopeName: 'All systems',
        when: 'Fridays at 16:30 (Europe/Berlin)',
        nextAt: '2026-11-20T15:30:00.000Z',
        last: null,
      },
      { scopeName: 'Orders', when: 'as soon as it is built', nextAt: null, last: null },
    ])
    expect(JSON.stringify(page)).not.toContain('token')
  })

  it('clicked twice at once is one', async () => {
    await Promise.all([1, 2, 3].map(() => saveSubscription(cast.people.viewer, wish())))
    expect((await readSubscriptions(cast.people.viewer)).subscriptions).toHaveLength(1)
  })

  it('to a team that is gone, or a zone that does not exist, is refused at its field', async () => {
    await expect(saveSubscription(cast.people.viewer, wish({ scope: newId() }))).rejects.toMatchObject({
      kind: 'invalid',
      fields: { scope: expect.any(String) },
    })
    const wrong: Record<string, string>[] = [
      { timeZone: 'Mars/Olympus' },
      { weekday: '0' },
      { weekday: '8' },
      { time: '24:00' },
      { time: '6 am' },
      { timing: 'never' },
      { scope: 'everything' },
    ]
    for (const change of wrong) {
      expect(() => wish(change), JSON.stringify(change)).toThrow()
    }
  })

  it('is ended by its owner alone; somebody else learns nothing of it', async () => {
    const viewer = cast.people.viewer
    await saveSubscription(viewer, wish())
    const id = (await readSubscriptions(viewer)).subscriptions[0]?.id as string
    await expect(endSubscription(cast.people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(endSubscription(viewer, 'not-an-id')).rejects.toMatchObject({ kind: 'not-found' })
    const { row } = await audited('report-subscription.end', () => endSubscription(viewer, id))
    expect(row).toMatchObject({ actor_label: viewer.email, before: { scope: 'All systems' } })
    await endSubscription(viewer, id)
    expect((await readSubscriptions(viewer)).subscriptions).toEqual([])
  })

  it('is ended by the link of its mail without signing in, once, and named with a shortened address', async () => {
    await saveSubscription(cast.people.viewer, wish())
    const { rows } = await sql().query<{ token: string }>('select token from report_subscription')
    const token = rows[0]?.token as string
    expect(token.length).toBeGreaterThan(40)
    expect(await readUnsubscribe(token)).toEqual({
      scopeName: 'All systems',
      email: 'v…@example.com',
      hasEnded: false,
    })
    const { row } = await audited('report-subscription.end', () => unsubscribe(token, '198.51.100.9'))
    expect(row).toMatchObject({ actor_label: 'unsubscribe link', ip: '198.51.100.9' })
    expect(JSON.stringify(row)).not.toContain(token)
    await unsubscribe(token, null)
    expect(await readUnsubscribe(token)).toMatchObject({ hasEnded: true })
    for (const wrong of ['', 'x', `${token}x`, token.toUpperCase(), "1'--", '../..', 'a'.repeat(500)]) {
      await expect(unsubscribe(wrong, null)).rejects.toMatchObject({ kind: 'not-found' })
    }
  })
})

describe('a report and its readers', () => {
  it('each gets it once, in their own time, with their own links', async () => {
    const { viewer, maintainer, manager } = cast.people
    await saveSubscription(viewer, wish())
    await saveSubscription(maintainer, wish({ timeZone: 'America/Los_Angeles' }))
    await saveSubscription(manager, wish({ timing: 'when-built' }))
    await storeTestReport(week)

    await at('2026-11-23T00:04:30Z')
    expect(await scheduleDeliveries()).toBe(1)
    await at('2026-11-23T05:59:59Z')
    expect(await scheduleDeliveries()).toBe(0)
    await at('2026-11-23T06:00:00Z')
    expect(await scheduleDeliveries()).toBe(1)
    expect(await scheduleDeliveries()).toBe(0)
    await at('2026-11-23T14:00:00Z')
    expect(await scheduleDeliveries()).toBe(1)
    expect(
      (await outbox()).map(({ recipient, not_before: from }) => [recipient, from.toISOString()]),
    ).toEqual([
      ['max@example.com', '2026-11-23T00:04:00.000Z'],
      ['vera@example.com', '2026-11-23T06:00:00.000Z'],
      ['mia@example.com', '2026-11-23T14:00:00.000Z'],
    ])

    const catcher = new Catcher()
    await deliverAll(catcher)
    expect(catcher.mails.map(({ mail }) => mail.to)).toEqual([
      { name: 'max', address: 'max@example.com' },
      { name: 'vera', address: 'vera@example.com' },
      { name: 'mia', address: 'mia@example.com' },
    ])
    const links = catcher.mails.map(({ mail }) => JSON.parse(mail.text))
    expect(links[0]).toMatchObject({
      baseUrl: 'http://localhost:3000',
      reportUrl: 'http://localhost:3000/reports/2026-W47',
      settingsUrl: 'http://localhost:3000/reports/settings',
    })
    expect(new Set(links.map(({ unsubscribeUrl }) => unsubscribeUrl)).size).toBe(3)
    expect(catcher.mails[0]?.mail.unsubscribeUrl).toBe(
      links[0].unsubscribeUrl.replace('/unsubscribe/', '/api/unsubscribe/'),
    )
    expect((await readSubscriptions(viewer)).subscriptions[0]?.last).toMatchObject({
      week: '2026-W47',
      state: 'delivered',
    })
    for (let day = 24; day < 30; day += 1) {
      await at(`2026-11-${day}T23:00:00Z`)
      expect(await scheduleDeliveries()).toBe(0)
    }
  })

  it('a team has its own readers and its own address', async () => {
    const team = { id: cast.team, name: 'Orders' }
    await saveSubscription(cast.people.viewer, wish({ scope: team.id }))
    await saveSubscription(cast.people.outsider, wish({ scope: cast.other }))
    await storeTestReport({ ...week, team })
    await storeTestReport(week)
    await at('2026-11-23T07:00:00Z')
    await scheduleDeliveries()
    const catcher = new Catcher()
    await deliverAll(catcher)
    expect(catcher.mails.map(({ mail }) => mail.to.address)).toEqual(['vera@example.com'])
    expect(JSON.parse(catcher.mails[0]?.mail.text ?? '').reportUrl).toBe(
      `http://localhost:3000/reports/2026-W47?team=${team.id}`,
    )
  })

  it('a late start sends late, not never: a report built on Thursday, a worker that was away until Friday', async () => {
    await saveSubscription(cast.people.viewer, wish())
    await storeTestReport({ ...week, builtAt: new Date('2026-11-26T10:00:00Z') })
    await at('2026-11-27T15:00:00Z')
    expect(await scheduleDeliveries()).toBe(1)
    expect((await outbox())[0]?.not_before.toISOString()).toBe('2026-11-26T10:00:00.000Z')
  })

  it('who subscribes after it was built gets the next one', async () => {
    await storeTestReport(week)
    await at('2026-11-23T00:05:00Z')
    await saveSubscription(cast.people.viewer, wish({ timing: 'when-built' }))
    expect(await scheduleDeliveries()).toBe(0)
    await storeTestReport({
      week: '2026-W48',
      to: new Date('2026-11-30T00:00:00Z'),
      builtAt: new Date('2026-11-30T00:03:00Z'),
    })
    await at('2026-11-30T00:04:00Z')
    expect(await scheduleDeliveries()).toBe(1)
  })

  it('who ended it, or was disabled, before it was sent gets nothing', async () => {
    const { viewer, maintainer, manager } = cast.people
    for (const each of [viewer, maintainer, manager]) await saveSubscription(each, wish())
    await storeTestReport(week)
    const ended = (await readSubscriptions(viewer)).subscriptions[0]?.id as string
    await endSubscription(viewer, ended)
    await at('2026-11-23T06:00:00Z')
    expect(await scheduleDeliveries()).toBe(2)
    await sql().query('update app_user set disabled_at = app_now() where id = $1', [maintainer.id])
    const other = (await readSubscriptions(manager)).subscriptions[0]?.id as string
    await endSubscription(manager, other)
    const catcher = new Catcher()
    await deliverAll(catcher)
    expect(catcher.mails).toEqual([])
    expect((await outbox()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
    await sql().query('update app_user set disabled_at = app_now() where id = $1', [viewer.id])
    expect(await scheduleDeliveries()).toBe(0)
  })

  it('somebody without an address is told about where administrators look, and holds up nobody', async () => {
    await saveSubscription(cast.people.viewer, wish())
    await saveSubscription(cast.people.manager, wish())
    await sql().query(`update app_user set email = '' where id = $1`, [cast.people.viewer.id])
    await storeTestReport(week)
    await at('2026-11-23T06:00:00Z')
    expect(await scheduleDeliveries()).toBe(2)
    await deliverAll(new Catcher())
    expect((await outbox()).map(({ recipient, state }) => [recipient, state])).toEqual([
      ['', 'dead'],
      ['max@example.com', 'delivered'],
    ])
  })

  it('two workers that write deliveries at once write each once', async () => {
    for (const each of Object.values(cast.people)) await saveSubscription(each, wish())
    await storeTestReport(week)
    await at('2026-11-23T06:00:00Z')
    await Promise.all([scheduleDeliveries(), scheduleDeliveries(), scheduleDeliveries()])
    expect(await outbox()).toHaveLength(5)
    expect((await sql().query('select from report_delivery')).rows).toHaveLength(5)
  })
})
