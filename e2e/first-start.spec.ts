import { expect, test } from '@playwright/test'
import { type Product, startProduct } from './support/product'

let product: Product
test.beforeAll(async () => {
  product = await startProduct({ people: false })
})
test.afterAll(() => product.stop())

test('from the setup link to the first real finding', async ({ page }) => {
  expect(product.setupLink).not.toBeNull()
  await page.goto(`${product.url}/login`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody can sign in yet')
  await page.goto(product.setupLink ?? '')
  const create = page.getByRole('button', { name: 'Create administrator' })
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('lovelace1815')
  await create.click()
  await expect(page.locator('#password-error')).toContainText('name or address')
  await expect(page.getByLabel('Name')).toHaveValue('Ada Lovelace')
  await page.getByLabel('Password', { exact: true }).fill('a wheel that rings is sound')
  await create.click()
  await expect(page).toHaveURL(`${product.url}/today`)
  const began = Date.now()
  const [own] = await product.query<{ checks: number }>(
    `select count(*)::int as checks from "check" c join system s on s.id = c.system_id where s.is_self`,
  )
  expect(own?.checks).toBeGreaterThan(5)

  // The installation audits itself: its host, its database, its backups, its worker.
  await expect
    .poll(async () => (await product.query('select 1 from check_state')).length, { timeout: 10_000 })
    .toBeGreaterThan(10)
  await expect
    .poll(async () => (await product.query('select 1 from finding')).length, { timeout: 10_000 })
    .toBeGreaterThan(0)
  expect(Date.now() - began).toBeLessThan(10_000)

  // No backup was made yet, and that is a finding about a real thing, with an owner and what to do.
  await page.goto(`${product.url}/findings`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('open finding')
  await page.getByRole('link', { name: /^Backup age/ }).click()
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible()
  await expect(page.getByText('Ada Lovelace owns it.')).toBeVisible()
  await expect(page.getByText('This installation').first()).toBeVisible()

  await page.goto(`${product.url}/systems`)
  await expect(page.getByRole('link', { name: 'This installation' })).toBeVisible()
})

test('the setup link works once', async ({ page }) => {
  await page.goto(product.setupLink ?? '')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This installation is set up')
  await expect(page.getByLabel('Password', { exact: true })).toBeHidden()
})
