import { createServer, type Server } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { newId } from '../lib/db/new-id'
import { makeDue } from './support/duties'
import { expectAccessible } from './support/look'
import { expectPrintable } from './support/paper'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'

// An incident from its first line to its end: what would have prevented it is made in place, a check and a task; the
// check sees the planted fault, the task is done on time when the clock has moved on, and only then it can be closed.

test.describe.configure({ mode: 'serial', timeout: 180_000 })

let product: Product
let page: Page
let queue: Server
let port: number
const [systemId, targetId] = [newId(), newId()]

const listen = async (on: number): Promise<Server> => {
  const server = createServer((socket) => socket.end())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(on, '127.0.0.1', resolve)
  })
  return server
}

test.beforeAll(async ({ browser }) => {
  queue = await listen(0)
  port = (queue.address() as { port: number }).port
  product = await startProduct({ env: { EGRESS_ALLOW_CIDRS: '127.0.0.1/32' } })
  await product.query(
    `insert into system (id, name, kind, environment, criticality, owner_id, time_zone, created_at)
     values ($1, 'orders-queue', 'other', 'production', 'critical', $2, 'UTC', app_now())`,
    [systemId, product.people.maintainer.id],
  )
  await product.query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values ($1, $2, 'tcp', $3, jsonb_build_object('host', '127.0.0.1', 'port', $4::int), app_now())`,
    [targetId, systemId, `127.0.0.1:${port}`, port],
  )
  // It was known, and nobody had solved it.
  await product.query(
    `insert into finding (id, system_id, fingerprint, origin, kind, title, detail, remediation, severity, severity_reason,
                          state, state_since, first_seen, last_seen, sla_start, due)
     values ($1, $2, $1::uuid::text, 'manual', 'defect', 'Archives of the queue pile up', 'Since spring.', 'Remove them.',
             'high', 'It fills the disk.', 'open', app_now() - interval '20 days', app_now() - interval '20 days',
             app_now(), app_now() - interval '20 days', app_now() - interval '4 days')`,
    [newId(), systemId],
  )
  page = await signInAs(browser, product, 'maintainer')
})
test.afterAll(async () => {
  queue?.close()
  await product?.stop()
})

const headline = () => page.getByRole('heading', { level: 1 })
const prevention = (title: RegExp) =>
  page
    .getByRole('region', { name: 'What would have prevented it' })
    .getByRole('listitem')
    .filter({ hasText: title })
const local = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString().slice(0, 16)
let path = ''

test('it is written down, and what was known before is shown with it', async () => {
  await page.goto(`/systems/${systemId}/incidents`)
  await expect(headline()).toHaveText('No incident of this system is on record')
  await expectAccessible(page, 'a system without incidents')
  await page.getByRole('link', { name: 'Write down an incident' }).click()
  await expect(page.getByRole('combobox', { name: 'System', exact: true })).toHaveValue(systemId)
  await page.getByLabel('What happened, in one line').fill('Orders were not taken')
  await page
    .getByLabel('What happened', { exact: true })
    .fill('The queue refused connections: archives had filled the disk.')
  await page.getByLabel(/^Began/).fill(local(30))
  await page.getByLabel(/^Noticed/).fill(local(29))
  await page.getByLabel(/^Over/).fill(local(31))
  await page.getByRole('radio', { name: /^Users did/ }).check()
  await page.getByLabel('Minutes of work it cost').fill('90')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('It cannot end before it began').first()).toBeVisible()
  await expectAccessible(page, 'an incident that cannot be')
  await page.getByLabel(/^Over/).fill(local(28))
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('Written down. Now: what would have prevented it?')).toBeVisible()
  await expect(headline()).toHaveText('Orders were not taken')
  path = new URL(page.url()).pathname
  const known = page.getByRole('region', { name: 'What was known before' })
  await expect(known.getByText(/was open for 1\d d: Archives of the queue pile up/)).toBeVisible()
  await expect(known.getByText(/past its date/)).toBeVisible()
  await expect(known.getByText(/It speaks of archives/)).toBeVisible()
  await expectAccessible(page, 'an incident without prevention')
})

test('a task and a check are made in place, and prove nothing yet', async () => {
  await page.getByRole('link', { name: /^Make a task of it/ }).click()
  await expect(headline()).toHaveText('What would have prevented “Orders were not taken”?')
  await page.getByLabel('What is to be done').fill('Remove old archives')
  await page.getByLabel('How', { exact: true }).fill('Run remove-archives.sh, then look at the disk.')
  await page.getByLabel('Times on time until it counts as proven').fill('1')
  await expectAccessible(page, 'a new task as prevention')
  await page.getByRole('button', { name: 'Plan and link this task' }).click()
  await expect(page.getByText('Linked. It counts once it has proven itself.')).toBeVisible()
  await expect(prevention(/Remove old archives/)).toContainText('Done on time 0 of 1 time')

  await page.goto(`${path}/prevent?how=new-check`)
  await page.getByLabel('What is to be looked at').selectOption(`${targetId}:tcp.open`)
  await page
    .getByLabel('How would it have prevented this one?')
    .fill('It would have seen it within a minute.')
  await page.getByRole('button', { name: 'Add and link this check' }).click()
  await expect(page.getByText('Linked. It counts once it has proven itself.')).toBeVisible()
  await expect
    .poll(
      async () =>
        (
          await product.query(
            'select from run where verdict = \'ok\' and check_id in (select id from "check" where target_id = $1)',
            [targetId],
          )
        ).length,
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0)
  await page.reload()
  await expect(prevention(/127\.0\.0\.1/)).toContainText('It has not seen the fault yet')
  const closing = page.getByRole('region', { name: 'Close' })
  await expect(closing).toContainText('“Remove old archives” has not proven itself yet.')
  await expect(closing.getByRole('button')).toHaveCount(0)
})

test('the check proves itself by seeing the planted fault', async () => {
  await new Promise((resolve) => queue.close(resolve))
  await product.query(
    'update check_schedule set next_due_at = app_now() where check_id in (select id from "check" where target_id = $1)',
    [targetId],
  )
  await expect
    .poll(
      async () => {
        await makeDue(product, 'incidents')
        return (
          await product.query<{ state: string }>("select state from incident_prevention where kind = 'check'")
        )[0]?.state
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe('proven')
  queue = await listen(port)
  await page.reload()
  await expect(prevention(/127\.0\.0\.1/)).toContainText(/It (failed|warned) on/)
  await expect(page.getByRole('region', { name: 'History' })).toContainText(
    /Wheeltapper saw “.*” prove itself/,
  )
})

test('the task proves itself when the clock has moved on and it is done on time', async () => {
  await moveToTask()
  await page.goto(path)
  await page.getByRole('link', { name: 'Remove old archives', exact: true }).first().click()
  await page.getByRole('radio', { name: 'Done', exact: true }).check()
  await page.getByLabel('Minutes spent').fill('5')
  await page.getByRole('button', { name: 'Record result' }).click()
  await expect
    .poll(
      async () => {
        await makeDue(product, 'incidents')
        return (
          await product.query<{ state: string }>("select state from incident_prevention where kind = 'task'")
        )[0]?.state
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe('proven')
})

test('then, and only then, it is closed with its lesson', async () => {
  await page.goto(path)
  await expect(page.getByText('2 of 2 preventions have proven themselves.')).toBeVisible()
  await expectAccessible(page, 'an incident that may be closed')
  await page
    .getByRole('region', { name: 'Close' })
    .getByLabel('What would have prevented it')
    .fill('Archives need an end, and somebody who looks.')
  await page.getByRole('button', { name: 'Close the incident' }).click()
  await expect(page.getByText('Closed.', { exact: true })).toBeVisible()
  await expectPrintable(page, 'app/(dashboard)/incidents/[number]/page.tsx')
  await page.goto('/incidents')
  await expect(headline()).toHaveText('Every prevention of the one incident has proven itself')
  await expect(page.getByText('users noticed it first')).toBeVisible()
  await page.getByRole('link', { name: /^All 1/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Orders were not taken' })).toContainText(
    '2 of 2 proven',
  )
  await expectAccessible(page, 'the list of incidents')
})

/** From now on the database lives an hour after the new task is due. Whoever is signed in stays it. */
async function moveToTask(): Promise<void> {
  const [first] = await product.query<{ seconds: string }>(
    `select extract(epoch from min(scheduled_at) - now()) + 3600 as seconds from task_occurrence
      where task_id = (select task_id from incident_prevention where kind = 'task')`,
  )
  await product.query(
    `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as $f$ select now() + interval '${Math.round(Number(first?.seconds))} seconds' $f$`,
  )
  await product.query(
    `update session set last_seen_at = app_now(), expires_at = app_now() + interval '7 days'`,
  )
}
