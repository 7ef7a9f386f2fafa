import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/look'
import { type Product, startProduct } from './support/product'
import { signInAs } from './support/sign-in-as'
import { startTargetDatabase, type TargetDatabase } from './support/target-database'

const canary = 'c4nary#in/the?mine'

test.describe.configure({ timeout: 180_000 })

let product: Product
let target: TargetDatabase
test.beforeAll(async () => {
  ;[product, target] = await Promise.all([startProduct(), startTargetDatabase(canary)])
})
test.afterAll(() => Promise.all([product.stop(), target.stop()]))

/** What an administrator's click does, for the journeys that are about something else. */
const allowLoopback = () =>
  product.query(
    `insert into egress_allowance (id, cidr, purpose, reason, created_by_id, created_at)
     values (gen_random_uuid(), '127.0.0.1/32', 'check', 'test', $1, now())`,
    [product.people.admin.id],
  )

async function tryAddress(page: Page, address: string): Promise<void> {
  await page.goto('/systems/new')
  await page.getByLabel(/URL, connection string/).fill(address)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
}

test('a database is recognised, tested, opened by one click, saved, and watched', async ({ browser }) => {
  const page = await signInAs(browser, product, 'admin')
  await tryAddress(page, target.dsn)
  await expect(
    page.getByText('127.0.0.1 is in a private network: allow 127.0.0.1/32 for checks'),
  ).toBeVisible()
  await expectAccessible(page, 'a test that was not allowed')
  await page.getByRole('button', { name: 'Allow 127.0.0.1/32 for checks' }).click()

  await expect(page.getByText(/^Connected in \d+ ms: PostgreSQL \d+\.\d+, as audit\.$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /^PostgreSQL answers/ })).toBeChecked()
  await expectAccessible(page, 'a finished test')

  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page.getByText('Choose how bad an outage would be').first()).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('orders-db')
  await page.getByRole('radio', { name: /^Critical/ }).check()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('orders-db')
  const systemId = page.url().split('/').at(-1) ?? ''
  await expect
    .poll(
      async () =>
        (
          await product.query(
            'select 1 from check_state s join "check" c on c.id = s.check_id where c.system_id = $1',
            [systemId],
          )
        ).length,
      { timeout: 20_000 },
    )
    .toBeGreaterThan(10)
  // Nobody reloads: results come in while one looks.
  await expect(page.getByText('Not yet run')).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByRole('link', { name: 'PostgreSQL answers' }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Run all checks' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/\d+ checks run in/, {
    timeout: 20_000,
  })
  await expectAccessible(page, 'a finished run')

  await page.goto(`/systems/${systemId}/edit`)
  await expect(page.getByText('It is stored encrypted and never shown.')).toBeVisible()
  await expectAccessible(page, 'the edit page of a system')
  const [check] = await product.query<{ id: string }>(
    'select id from "check" where system_id = $1 and kind = $2',
    [systemId, 'pg.connections'],
  )
  await page.goto(`/checks/${check?.id}/edit`)
  await expectAccessible(page, 'the edit page of a check')
  await expectNoSecret(systemId, check?.id ?? '')
})

/** S-LEAK: neither in what is served, nor in what is stored, nor in what is logged. */
async function expectNoSecret(systemId: string, checkId: string): Promise<void> {
  const spellings = [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64').slice(0, -2)]
  const { name, value } = product.people.admin.cookie
  const [finding] = await product.query<{ number: number }>('select number from finding limit 1')
  const [batch] = await product.query<{ id: string }>('select id from run_batch limit 1')
  for (const path of [
    `/systems/${systemId}`,
    `/systems/${systemId}/edit`,
    `/checks/${checkId}`,
    `/checks/${checkId}/edit`,
    '/systems',
    '/systems/new',
    '/findings',
    `/findings/${finding?.number}`,
    `/runs/${batch?.id}`,
    `/api/runs/${batch?.id}`,
    '/api/findings',
    '/admin/audit',
    '/admin/network',
    '/today',
  ]) {
    for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
      const response = await fetch(new URL(path, product.url), {
        headers: { cookie: `${name}=${value}`, ...headers },
        redirect: 'manual',
      })
      expect(response.status, path).toBeLessThan(400)
      const text = await response.text()
      for (const spelling of spellings) expect(text.includes(spelling), `the password in ${path}`).toBe(false)
    }
  }
  const tables = await product.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition`,
  )
  for (const { name: table } of tables) {
    expect(
      await product.query(`select 1 from ${table} t where to_jsonb(t)::text like any($1)`, [
        spellings.map((each) => `%${each}%`),
      ]),
      table,
    ).toEqual([])
  }
  for (const spelling of spellings)
    expect(`${product.web.output}${product.worker.output}`.includes(spelling), 'the password in a log').toBe(
      false,
    )
}

test('what else belongs to a system is watched with it: its host', async ({ browser }) => {
  const page = await signInAs(browser, product, 'admin')
  await page.goto('/systems')
  await page.getByRole('link', { name: 'orders-db', exact: true }).first().click()
  await page.getByRole('link', { name: 'Watch more' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Watch more of orders-db')
  await page.getByLabel(/URL, connection string/).fill('localhost')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0)
  await expectAccessible(page, 'a further target')
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('link', { name: 'Disk space', exact: true })).toBeVisible()

  await page.goto(page.url().replace('/systems/', '/systems/new?to='))
  await page.getByLabel(/URL, connection string/).fill('localhost')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page.getByText(/orders-db watches .* already/).first()).toBeVisible()
  await page.context().close()
})

test('what is wrong with an address is said in one sentence, and the password is not repeated', async ({
  browser,
}) => {
  const page = await signInAs(browser, product, 'admin')
  await allowLoopback()
  for (const [address, says] of [
    ['postgres://audit:wrong-c4nary@127.0.0.1:PORT/postgres', /password/i],
    ['postgres://audit:x@127.0.0.1:1/postgres', /refuses/],
    [
      'postgres://audit:x@no-such-host.invalid/postgres',
      /no-such-host\.invalid has no address|gave no answer for no-such-host\.invalid/,
    ],
    ['http://169.254.169.254/latest/meta-data', /never connect/],
  ] as const) {
    await tryAddress(page, address.replace('PORT', String(target.port)))
    await expect(page.locator('.trial-head strong')).toContainText(says, { timeout: 20_000 })
    await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeHidden()
    expect(await page.content()).not.toContain('wrong-c4nary')
  }
  for (const [address, says] of [
    ['mysql://root:c4nary@db.example.com/x', /MySQL is not supported yet/],
    ['postgres://audit:p@ss@db.example.com/x', /percent-encoded/],
    ['shop.example.com/health', /scheme is missing.*https:\/\/shop\.example\.com\/health/],
    ['shop.example.com:99999', /out of range/],
  ] as const) {
    await tryAddress(page, address)
    await expect(page.locator('.field-error')).toContainText(says)
    // What was typed is still there to be corrected, in the browser that it was typed in.
    await expect(page.getByLabel(/URL, connection string/)).toHaveValue(address)
  }
})

test('a wrong password can be typed again in place', async ({ browser }) => {
  await allowLoopback()
  const page = await signInAs(browser, product, 'admin')
  await tryAddress(page, `postgres://audit:wrong@127.0.0.1:${target.port}/postgres`)
  await page.getByLabel('Password').fill(canary)
  await page.getByRole('button', { name: 'Test with this password' }).click()
  await expect(page.getByText(/^Connected in/)).toBeVisible()
})

test('somebody who may not open networks is told who can', async ({ browser }) => {
  const page = await signInAs(browser, product, 'maintainer')
  await tryAddress(page, 'http://10.250.1.2/')
  await expect(page.getByText('An administrator can allow 10.250.1.0/24 for checks')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Allow/ })).toBeHidden()
})

test('it works without JavaScript, too', async ({ browser }) => {
  await allowLoopback()
  const page = await signInAs(browser, product, 'admin', { javaScriptEnabled: false })
  await tryAddress(page, target.dsn)
  await expect(page.getByText(/^Connected in/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Save and start watching' })).toBeVisible({ timeout: 20_000 })
  await page.getByLabel('Name', { exact: true }).fill('stock-db')
  await page.getByRole('radio', { name: /^Low/ }).check()
  await page.getByRole('button', { name: 'Save and start watching' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('stock-db')
})
