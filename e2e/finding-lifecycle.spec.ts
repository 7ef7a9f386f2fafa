import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'
import { startTargetDatabase, type TargetDatabase } from './support/target-database'

test.describe.configure({ timeout: 180_000 })

let product: Product
let target: TargetDatabase
test.beforeAll(async () => {
  ;[product, target] = await Promise.all([
    startProduct({ env: { EGRESS_ALLOW_CIDRS: '127.0.0.1/32' } }),
    startTargetDatabase('lifecycle'),
  ])
  await target.run('create table orders (id int); alter table orders set (autovacuum_enabled = false)')
})
test.afterAll(() => Promise.all([product.stop(), target.stop()]))

const findingOf = async (resource: string) =>
  (
    await product.query<{ number: number; state: string }>(
      `select number, state from finding where check_kind = 'pg.autovacuum_off' and resource like $1 order by number`,
      [`%${resource}%`],
    )
  )[0]

async function addSystem(page: Page): Promise<void> {
  await page.goto('/systems/new')
  await page.getByLabel(/URL, connection string/).fill(target.dsn)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible({ timeout: 20_000 })
  await page.getByLabel('Name', { exact: true }).fill('orders-db')
  await page.getByRole('radio', { name: /^High/ }).check()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]{36}$/)
}

async function verifyNow(page: Page, number: number): Promise<void> {
  await page.goto(`/findings/${number}`)
  await page.getByRole('button', { name: 'Verify now' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 check run in', { timeout: 20_000 })
}

test('a failing check becomes a finding, is fixed in the database, and is verified by itself', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin')
  await addSystem(page)
  await expect.poll(async () => (await findingOf('orders'))?.state, { timeout: 20_000 }).toBe('open')
  const { number } = (await findingOf('orders')) ?? { number: 0 }

  // Keys are heard once the scripts have begun.
  await page.goto('/findings?q=autovacuum', { waitUntil: 'networkidle' })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${product.url}/findings/${number}`)
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible()
  await expectAccessible(page, 'an open finding')

  await page.getByRole('button', { name: 'Triage' }).click()
  await expect(page.getByText('Triaged.', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Start work' }).click()
  await expect(page.getByText('Work has started.')).toBeVisible()
  await page.getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByText(/Write it down/).first()).toBeVisible()
  await page.getByLabel('What was done').fill('autovacuum switched on again')
  await page.getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByText(/a claim until it is proved/)).toBeVisible()

  // A claim that is not true comes back by itself.
  await verifyNow(page, number)
  expect((await findingOf('orders'))?.state).toBe('in-progress')
  await page.goto(`/findings/${number}`)
  await page.getByLabel('What was done').fill('this time really')
  await page.getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByText(/a claim until it is proved/)).toBeVisible()

  await target.run('alter table orders reset (autovacuum_enabled)')
  await verifyNow(page, number)
  await verifyNow(page, number)
  await page.goto(`/findings/${number}`)
  await expect(page.getByText(/^Verified on/)).toBeVisible()
  await expect(page.getByText('resolved it', { exact: false }).first()).toBeVisible()
  await expectAccessible(page, 'a verified finding')

  // Seen again, it is the same finding.
  await target.run('alter table orders set (autovacuum_enabled = false)')
  await verifyNow(page, number)
  await page.goto('/findings?view=reopened')
  await expect(page.getByRole('row', { name: new RegExp(`F-${number}`) })).toContainText('came back')
})

test('rows are taken and triaged without leaving the list, and a refusal puts them back', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin')
  await product.query(
    `update finding set owner_id = null, state = 'open' where check_kind = 'pg.autovacuum_off'`,
  )
  const { number } = (await findingOf('orders')) ?? { number: 0 }
  const list = /\/api\/findings(\?|$)/
  let asked = 0
  const count = (change: number) => (request: { url(): string }) => {
    if (list.test(request.url())) asked += change
  }
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
  await page.goto('/findings?q=autovacuum')
  await expectAccessible(page, 'the list of findings')
  const row = page.getByRole('row', { name: new RegExp(`F-${number}`) })
  await page.getByRole('button', { name: `Take F-${number}` }).click()
  await expect(row).toContainText(product.people.admin.email.split('@')[0] ?? '')
  await expect
    .poll(
      async () =>
        (
          await product.query<{ owner_id: string }>('select owner_id from finding where number = $1', [
            number,
          ])
        )[0]?.owner_id,
    )
    .toBe(product.people.admin.id)

  await page.getByRole('button', { name: `Triage F-${number}` }).click()
  await expectAccessible(page, 'the dialog over the list')
  await page.getByRole('dialog').getByLabel('Severity').selectOption('low')
  await page.getByRole('dialog').getByRole('button', { name: 'Triage' }).click()
  await expect(row).toContainText('Triaged')
  await expect(row).toContainText('low')

  // The list would ask again and lose the row before it is changed: from here on it shows what it has, and what it
  // asked for before has come.
  await page.route(list, (route) => route.abort())
  await expect.poll(() => asked).toBe(0)
  await page.getByRole('button', { name: `Change F-${number}` }).click()
  await product.query(`update system set archived_at = now() where name = 'orders-db'`)
  await page.getByRole('dialog').getByLabel('Owner').selectOption({ label: 'Nobody' })
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(
      async () =>
        (
          await product.query<{ owner_id: string }>('select owner_id from finding where number = $1', [
            number,
          ])
        )[0]?.owner_id,
    )
    .toBe(product.people.admin.id)
  await product.query(`update system set archived_at = null where name = 'orders-db'`)
})

test('a risk is asked for by one person and accepted by another', async ({ browser }) => {
  const { number } = (await findingOf('orders')) ?? { number: 0 }
  await product.query(`update finding set state = 'triaged', severity = 'high' where number = $1`, [number])
  const page = await signInAs(browser, product, 'maintainer')
  await page.goto(`/findings/${number}`)
  await page.getByText('Accept the risk').click()
  await page.getByLabel('Why the risk may stay').fill('the table is dropped in January')
  await expectAccessible(page, 'a finding with an open form')
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(page.getByText(/Somebody else than who asked must approve it/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeHidden()

  const manager = await signInAs(browser, product, 'manager')
  await manager.goto(`/findings/${number}`)
  await manager.getByRole('button', { name: 'Approve' }).click()
  await expect(manager.getByText('Risk accepted until its date.')).toBeVisible()
  await expect(manager.getByText(/^The risk is accepted until/)).toBeVisible()
  await expectAccessible(manager, 'an accepted finding')
  await manager.goto('/findings?view=accepted')
  await expect(manager.getByRole('row', { name: new RegExp(`F-${number}`) })).toBeVisible()
})

test('everything can be read, and a finding worked on, without JavaScript', async ({ browser }) => {
  const page = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await page.goto('/findings')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/open finding/)
  await page.goto('/findings?q=no-such-words-anywhere')
  await expect(page.getByText('Nothing matches.')).toBeVisible()
  const [open] = await product.query<{ number: number }>(
    `select number from finding where state = 'open' order by number limit 1`,
  )
  await page.goto(`/findings/${open?.number}`)
  await page.getByRole('button', { name: 'Triage' }).click()
  await expect(page.getByText('Triaged.', { exact: true })).toBeVisible()
})
